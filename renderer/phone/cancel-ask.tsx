import { type ReactNode, useState } from 'react'
import type { Problem } from '../../contract/problems.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/states.tsx'

/** Cancelling asks once more, in the page: no pop-up, and the safe answer comes first. */
export function CancelAsk(props: {
  words: { readonly cancel: string; readonly ask: string; readonly no: string; readonly yes: string }
  busy: boolean
  problem: Problem | null
  onCancel: () => void
}): ReactNode {
  const { words } = props
  const [asking, setAsking] = useState(false)
  if (!asking)
    return (
      <Button look="quiet" wide onPress={() => setAsking(true)}>
        {words.cancel}
      </Button>
    )
  return (
    <section className="phone-cancel">
      <p>{words.ask}</p>
      <Button look="primary" wide autoFocus onPress={() => setAsking(false)}>
        {words.no}
      </Button>
      <Button look="wrong" wide busy={props.busy} onPress={props.onCancel}>
        {words.yes}
      </Button>
      {props.problem ? <ProblemNotice problem={props.problem} /> : null}
    </section>
  )
}
