import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { placeAfter } from './line.ts'
import { queueNameIn, useQueueName } from './queue-name.ts'
import { findTargets, type Target } from './targets.ts'
import { sheetWords, windowWords } from './words.ts'

/**
 * Finds a queue or a window: type, move with the arrow keys, and the dialog's button says where the ticket goes. With
 * something typed the best fit is chosen; before that nothing is, so that Enter alone sends nobody anywhere.
 */
export function TargetPicker(props: {
  label: string
  hint: string
  targets: readonly Target[]
  chosen: Target | null
  onChoose: (target: Target | null) => void
}): ReactNode {
  const say = useWords(sheetWords)
  const id = useId()
  const [typed, setTyped] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const found = findTargets(props.targets, typed)
  const place = found.findIndex((one) => one.key === props.chosen?.key)

  const { chosen } = props
  useEffect(() => {
    if (chosen) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Home' || event.key === 'End') return
    const next = placeAfter(event.key, place, found.length)
    if (next === null) return
    event.preventDefault()
    props.onChoose(found[next] ?? null)
  }
  return (
    <div className="targets">
      <label className="field-label" htmlFor={id}>
        {props.label}
      </label>
      <span className="field-hint" id={`${id}-hint`}>
        {props.hint}
      </span>
      <input
        id={id}
        className="field-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-describedby={`${id}-hint`}
        aria-activedescendant={place < 0 ? undefined : `${id}-${props.chosen?.key}`}
        autoComplete="off"
        value={typed}
        data-first=""
        // biome-ignore lint/a11y/noAutofocus: it appears as the next part of a question
        autoFocus
        onKeyDown={onKey}
        onChange={(event) => {
          const next = event.target.value
          setTyped(next)
          props.onChoose(next.trim() === '' ? null : (findTargets(props.targets, next)[0] ?? null))
        }}
      />
      <div
        className="targets-list"
        role="listbox"
        id={`${id}-list`}
        aria-label={props.label}
        ref={list}
        tabIndex={-1}
      >
        {found.map((target, at) => (
          <TargetRow
            key={target.key}
            id={`${id}-${target.key}`}
            target={target}
            heads={found[at - 1]?.kind !== target.kind}
            chosen={target.key === props.chosen?.key}
            onChoose={() => props.onChoose(target)}
          />
        ))}
        {found.length === 0 ? <p className="targets-none">{say('noTarget')}</p> : null}
      </div>
    </div>
  )
}

function TargetRow(props: {
  id: string
  target: Target
  heads: boolean
  chosen: boolean
  onChoose: () => void
}): ReactNode {
  const say = useWords(sheetWords)
  const { target } = props
  return (
    <>
      {props.heads ? (
        <p className="targets-head" role="presentation">
          {say(target.kind === 'queue' ? 'queues' : 'windows')}
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above takes the keys */}
      <div
        id={props.id}
        className="target"
        role="option"
        aria-selected={props.chosen}
        tabIndex={-1}
        onClick={props.onChoose}
      >
        <TargetWords target={target} />
      </div>
    </>
  )
}

function TargetWords({ target }: { target: Target }): ReactNode {
  const nameOf = useQueueName(target.kind === 'queue' ? [target.queue] : [])
  const say = useWords(sheetWords)
  const sayDesk = useWords(windowWords)
  if (target.kind === 'queue') {
    const { queue } = target
    return (
      <>
        <span className="target-code">{queue.prefix}</span>
        <span className="target-name">{nameOf(queue.id, queue.name)}</span>
        <span className="target-note">
          {queue.windowsOpen === 0
            ? say('queueUnattended')
            : say('queueNote', { count: queue.waiting, windows: queue.windowsOpen })}
        </span>
      </>
    )
  }
  const { window } = target
  return (
    <>
      <span className="target-code">{window.number}</span>
      <span className="target-name">{window.name}</span>
      <span className="target-note">
        {[window.staffName, sayDesk(window.state)].filter((word) => word !== null).join('，')}
      </span>
    </>
  )
}

/** What a target is called in a sentence. */
export function useTargetName(): (target: Target) => string {
  const say = useWords(windowWords)
  const { language } = useLanguage()
  return (target) =>
    target.kind === 'queue'
      ? `${target.queue.prefix} ${queueNameIn(language, target.queue)}`
      : say('titleAt', { number: target.window.number })
}
