import { App } from 'antd'
import type { HelpCall } from '../../../contract/shapes.ts'
import { type HallCommand, useHallCommand, useHallQuery } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { helpWords } from './words.ts'

/** Calls that nobody has ended yet, the longest waiting first. */
export function useHelpCalls(): readonly HelpCall[] | undefined {
  const query = useHallQuery(
    'helpCalls',
    {},
    { refreshOn: ['notices'], refreshWhen: (event) => event.type.startsWith('help-') },
  )
  return query.data?.calls.toSorted(
    (one, other) =>
      Number(one.state !== 'waiting') - Number(other.state !== 'waiting') || one.at.localeCompare(other.at),
  )
}

/** Going to somebody. When a colleague was faster it says so, kindly. */
export function useTakeHelp(): HallCommand<'takeHelp'> {
  const say = useWords(helpWords)
  const { message } = App.useApp()
  return useHallCommand('takeHelp', {
    refreshes: ['helpCalls'],
    onProblem: (problem) => {
      if (problem.code === 'already-taken') void message.info(problem.detail || say('takenByOther'))
    },
  })
}
