const name = 'govhall.window.session'

/** Tells this browser's other tabs that somebody signed in or out: they share the cookie, so they share the person. */
export const sessionNews = {
  tell(): void {
    const channel = new BroadcastChannel(name)
    channel.postMessage('changed')
    channel.close()
  },
  /** Calls `listener` for each change in another tab, until the returned function is called. */
  onChange(listener: () => void): () => void {
    const channel = new BroadcastChannel(name)
    channel.onmessage = listener
    return () => channel.close()
  },
}
