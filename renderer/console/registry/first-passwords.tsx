import { Download, Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Notice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { ColumnHeads } from '../parts/column-heads.tsx'
import { download, toCsv } from '../parts/csv.ts'
import { PrintSheet, printSheet } from '../parts/print-sheet.tsx'
import { registryWords } from './words.ts'

/** First passwords that the hall made: shown this once, to be handed out. */
export function FirstPasswords({ told }: { told: RouteAnswer<'importStaff'>['passwords'] }): ReactNode {
  const say = useWords(registryWords)
  const sayList = useWords(listWords)
  const header = [say('account'), say('name'), say('password')]
  const table = (
    <table className="table">
      <ColumnHeads columns={header} />
      <tbody>
        {told.map(({ account, name, password }) => (
          <tr key={account}>
            <td translate="no">{account}</td>
            <td>{name}</td>
            <td className="code" translate="no">
              {password}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  return (
    <>
      <Notice
        tone="warn"
        title={say('passwords')}
        actions={
          <>
            <Button
              icon={<Download aria-hidden="true" />}
              onPress={() =>
                download(
                  `${say('password')}.csv`,
                  toCsv(
                    header,
                    told.map(({ account, name, password }) => [account, name, password]),
                  ),
                )
              }
            >
              {say('passwordsFile')}
            </Button>
            <Button icon={<Printer aria-hidden="true" />} onPress={printSheet}>
              {sayList('print')}
            </Button>
          </>
        }
      >
        {say('passwordsBody')}
      </Notice>
      {table}
      <PrintSheet>{table}</PrintSheet>
    </>
  )
}
