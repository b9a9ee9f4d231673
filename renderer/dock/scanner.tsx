import { type ReactNode, useEffect, useState } from 'react'
import { type DockAction, printedPapers } from '../../contract/dock.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useWords } from '../ui/i18n.ts'
import type { DockedKind } from './arrange.ts'
import { dockWords } from './words.ts'

/** A code that lies about: that of a ticket which came out of a printer of the same terminal. */
export interface CodeAtHand {
  readonly number: string
  readonly content: string
}

/** A scanner: hold a code under it. */
export function Scanner(props: {
  device: DockedKind<'scanner'>
  codes: readonly CodeAtHand[]
  onAct: (action: DockAction) => void
}): ReactNode {
  const say = useWords(dockWords)
  const [code, setCode] = useState('')
  const { last } = props.device.panel
  const scan = (text: string): void => {
    if (text.trim() !== '') props.onAct({ do: 'scan', code: text.trim() })
  }
  return (
    <div className="scanner">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          scan(code)
        }}
      >
        <Field label={say('code')} value={code} onChange={setCode} maxLength={1000} />
        <Button type="submit" look="primary">
          {say('scan')}
        </Button>
      </form>
      {props.codes.length > 0 ? (
        <div className="scanner-codes">
          <p>{say('atHand')}</p>
          {props.codes.map(({ number, content }) => (
            <Button key={content} onPress={() => scan(content)}>
              {say('ticketCode', { number })}
            </Button>
          ))}
        </div>
      ) : null}
      <p className="dock-hint" role="status">
        {last === null ? say('nothingScanned') : say('lastScan', { code: last })}
      </p>
    </div>
  )
}

const codesShown = 4

/** The codes of the tickets that a printer of this terminal put out; read again whenever another came out. */
export function useCodesAtHand(
  printer: DockedKind<'ticket-printer'> | undefined,
  asked: boolean,
): CodeAtHand[] {
  const [codes, setCodes] = useState<CodeAtHand[]>([])
  const name = printer?.name
  const whole = printer?.panel.papers.find((paper) => paper.whole)?.svg
  useEffect(() => {
    if (!asked || name === undefined || whole === undefined) return
    const leaving = new AbortController()
    void readCodes(name, leaving.signal).then((found) => {
      if (!leaving.signal.aborted) setCodes(found)
    })
    return () => leaving.abort()
  }, [asked, name, whole])
  return codes
}

async function readCodes(printer: string, signal: AbortSignal): Promise<CodeAtHand[]> {
  try {
    const answer = await fetch(`/api/v1/devices/${encodeURIComponent(printer)}/paper`, { signal })
    const papers = printedPapers.parse(await answer.json())
    return papers.slice(0, codesShown).flatMap(({ texts, codes }) => {
      const number = texts.find((text) => /^[A-Z]{1,2}\d{2,}$/.test(text.trim()))?.trim()
      const [content] = codes
      return number === undefined || content === undefined ? [] : [{ number, content }]
    })
  } catch {
    return []
  }
}
