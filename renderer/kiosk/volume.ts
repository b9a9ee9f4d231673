/**
 * The steps of the voice's volume, as gain: 6 dB each, 18 dB over all (49 CFR 27.71: steps of at most 12 dB over at
 * least 18 dB). The second loudest is where each person begins.
 */
export const volumeSteps = [0.125, 0.25, 0.5, 1] as const
export const usualVolumeStep = 2

/** The next step up or down; stays at the ends. */
export function nextVolumeStep(step: number, by: 1 | -1): number {
  return Math.min(volumeSteps.length - 1, Math.max(0, step + by))
}

/** The gain of a step, for the voice. */
export function gainOf(step: number): number {
  return volumeSteps[step] ?? volumeSteps[usualVolumeStep]
}
