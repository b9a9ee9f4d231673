export const frameRuns = Number(process.env['GOVHALL_FRAMES'] ?? 20_000)
