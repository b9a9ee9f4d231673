import type { Queue } from '../../contract/shapes.ts'
import { type Language, useLanguage } from '../ui/i18n.ts'

type Named = Pick<Queue, 'name' | 'nameEn'>

/** A queue's name in the language of the page; Chinese where no English one is registered. */
export function queueNameIn(language: Language, queue: Named): string {
  return language === 'en' ? (queue.nameEn ?? queue.name) : queue.name
}

/** The same by its id. A ticket brings the Chinese name along, which stands until the queues have been read. */
export function useQueueName(
  queues: readonly (Named & Pick<Queue, 'id'>)[],
): (queueId: string, otherwise: string) => string {
  const { language } = useLanguage()
  return (queueId, otherwise) => {
    const queue = queues.find((one) => one.id === queueId)
    return queue ? queueNameIn(language, queue) : otherwise
  }
}
