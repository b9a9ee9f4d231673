import '../ui/strict-policy.ts'
import { StreamHub, type TabMessage } from './stream-hub.ts'
import { eventSourceOpener } from './stream-source.ts'

/** The shared worker that holds a browser's one stream. All of its logic stands in stream-hub.ts. */
interface SharedWorkerScope {
  onconnect: ((event: MessageEvent) => void) | null
}
declare const self: SharedWorkerScope

const hub = new StreamHub(eventSourceOpener, () => Date.now())

self.onconnect = (event) => {
  const port = event.ports[0]
  if (port === undefined) return
  port.onmessage = (message: MessageEvent<TabMessage>) => hub.take(port, message.data)
}
