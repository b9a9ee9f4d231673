import './journal.css'
import { Select } from 'antd'
import { Download, RefreshCw } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { type EntryName, entryTypes, type JournalEntry } from '../../../contract/entries.ts'
import { useHall, useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { formatDay, formatTimeWithSeconds } from '../../ui/format.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { listWords, roomWords } from '../frame-words.ts'
import { download, toCsv } from '../parts/csv.ts'
import { RoomSheet } from '../parts/room.tsx'
import { usePages } from '../parts/use-pages.ts'
import { CheckChain } from './check-chain.tsx'
import { EntryDetail } from './entry-detail.tsx'
import { EntryTable } from './entry-table.tsx'
import type { FoundTicket } from './find-tickets.ts'
import { nameBook } from './name-book.ts'
import { entryActor, entrySummary, entryTitle } from './tell-entry.ts'
import { TicketFinder } from './ticket-finder.tsx'
import { journalWords } from './words.ts'

const atOnce = 100

/** What happened in the hall, for whoever audits it. */
export function JournalRoom(): ReactNode {
  const say = useWords(journalWords)
  const sayList = useWords(listWords)
  const sayRoom = useWords(roomWords)
  const { language } = useLanguage()
  const { call } = useHall()
  const [type, setType] = useState<EntryName | null>(null)
  const [ticket, setTicket] = useState<FoundTicket | null>(null)
  const [open, setOpen] = useState<JournalEntry | null>(null)
  const hall = useHallQuery('hall', {}, { refreshOn: ['windows', 'queues'] })
  const staff = useHallQuery('journal', { query: { type: 'staff-saved', latest: 'true', limit: 500 } })
  const terminals = useHallQuery('journal', {
    query: { type: 'terminal-created', latest: 'true', limit: 500 },
  })
  const question = {
    latest: 'true',
    limit: atOnce,
    type: type ?? undefined,
    ticket: ticket?.ticketId,
  } as const
  const list = usePages('journal', question, (after, signal) =>
    call(
      'journal',
      { query: { ...question, ...(after === null ? {} : { after: Number(after) }) } },
      { signal },
    ),
  )
  const names = useMemo(
    () => nameBook(hall.data, [...(staff.data?.entries ?? []), ...(terminals.data?.entries ?? [])]),
    [hall.data, staff.data, terminals.data],
  )
  const entries = list.pages?.flatMap((page) => page.entries)
  const timeZone = hall.data?.timeZone
  const types = useMemo(
    () => Object.keys(entryTypes).map((value) => ({ value, label: entryTitle(value, language) })),
    [language],
  )

  const exportShown = (): void =>
    download(
      `${sayRoom('journal')} ${formatDay(Date.now(), timeZone)}.csv`,
      toCsv(
        [say('seq'), say('at'), 'type', say('type'), say('what'), say('who'), say('body'), say('hash')],
        (entries ?? []).map((entry) => [
          String(entry.seq),
          entry.at,
          entry.type,
          entryTitle(entry.type, language),
          entrySummary(entry, names, language),
          entryActor(entry, names, language),
          JSON.stringify(entry.body),
          entry.hash,
        ]),
      ),
    )

  return (
    <RoomSheet title={sayRoom('journal')} about={say('about')} actions={<CheckChain />}>
      <div className="journal-tools">
        {ticket ? (
          <p className="journal-ticket">
            <span>{say('ofTicket', { number: ticket.number })}</span>
            <Button look="quiet" onPress={() => setTicket(null)}>
              {say('allEntries')}
            </Button>
          </p>
        ) : (
          <>
            <Select
              className="journal-type"
              aria-label={say('type')}
              value={type ?? ''}
              onChange={(value) => setType(Object.keys(entryTypes).find(isType(value)) ?? null)}
              options={[{ value: '', label: say('anyType') }, ...types]}
              showSearch={{ optionFilterProp: 'label' }}
              popupMatchSelectWidth={false}
            />
            <TicketFinder timeZone={timeZone} onFound={setTicket} />
          </>
        )}
        <span className="journal-right">
          <Button
            look="quiet"
            icon={<RefreshCw aria-hidden="true" />}
            busy={list.reading}
            onPress={list.again}
          >
            {sayList('refresh')}
          </Button>
          <Button
            look="quiet"
            icon={<Download aria-hidden="true" />}
            disabled={entries === undefined || entries.length === 0}
            onPress={exportShown}
          >
            {say('export')}
          </Button>
        </span>
      </div>
      {list.problem ? <ProblemNotice problem={list.problem} onAgain={list.again} /> : null}
      {entries === undefined ? (
        list.problem ? null : (
          <Loading />
        )
      ) : entries.length === 0 ? (
        <Empty title={say('emptyTitle')}>{say('emptyBody')}</Empty>
      ) : (
        <EntryTable entries={entries} names={names} timeZone={timeZone} onOpen={setOpen} />
      )}
      {list.hasMore ? (
        <div>
          <Button busy={list.reading} onPress={list.more}>
            {sayList('more')}
          </Button>
        </div>
      ) : null}
      {open ? (
        <EntryDetail
          entry={open}
          names={names}
          time={`${formatDay(open.at, timeZone)} ${formatTimeWithSeconds(open.at, timeZone)}`}
          onClose={() => setOpen(null)}
          onTicket={(found) => {
            setOpen(null)
            setType(null)
            setTicket(found)
          }}
        />
      ) : null}
    </RoomSheet>
  )
}

function isType(value: string): (name: string) => name is EntryName {
  return (name): name is EntryName => name === value
}
