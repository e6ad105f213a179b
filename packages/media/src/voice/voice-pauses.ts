import type { Span } from '../cut/find-silences.ts'

/** A voice begins at the first and ends below the second, in hundredths. */
const begins = 50
const ends = 25
/** A sound counts as a voice if it is as likely as this, in hundredths, in so many steps: music is so in fewer. */
const sure = 65
const sureSteps = 4
const sureShare = 0.25
/** Most that a step is given that can be no speech. */
export const unsure = sure - 1
/** Shorter ones are within words: seconds. */
const shortestPause = 0.3

/**
 * Stretches without a voice, in order: silence, music, noise, applause.
 *
 * @param likely how likely there is a voice in each step, in hundredths
 */
export function voicePauses(likely: readonly number[], stepSeconds: number, duration: number): Span[] {
  const pauses: Span[] = []
  let from = 0
  const pause = (to: number): void => {
    const whole = from === 0 && to === duration
    if (to - from >= shortestPause || (whole && to > 0)) pauses.push({ start: from, end: to })
  }
  for (const { start, end } of voices(likely)) {
    pause(start * stepSeconds)
    from = end * stepSeconds
  }
  pause(duration)
  return pauses
}

/** In steps. */
function voices(likely: readonly number[]): Span[] {
  const found: Span[] = []
  let [from, surely]: [number | null, number] = [null, 0]
  for (const [at, value] of [...likely, 0].entries()) {
    if (from === null && value >= begins) [from, surely] = [at, 0]
    if (value >= sure) surely += 1
    if (from === null || value >= ends) continue
    if (surely >= sureSteps && surely >= sureShare * (at - from)) found.push({ start: from, end: at })
    from = null
  }
  return found
}
