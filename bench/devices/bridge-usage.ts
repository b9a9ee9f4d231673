/**
 * Loaded into a bridge's process before the bridge itself (`node --import`): tells whoever started it what the process
 * has used, when asked over the channel.
 */
process.on('message', (asked) => {
  const { user, system } = process.cpuUsage()
  if (asked === 'usage')
    process.send?.({ rssBytes: process.memoryUsage.rss(), cpuMicroseconds: user + system })
})
