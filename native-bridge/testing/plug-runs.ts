/** How often a test pulls a cable and puts it in again; by hand 1,000 with `GOVHALL_PLUGS`. */
export const plugRuns = (usual: number) => Number(process.env['GOVHALL_PLUGS'] ?? usual)
