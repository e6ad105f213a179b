import type { Span } from '@async-events/media/cut'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DaySigns } from './day-signs.ts'
import { fitTalks } from './fit-talks.ts'

/** Seconds. */
const talkLength = fc.integer({ min: 300, max: 2_700 })
const part = fc.record({
  pause: fc.integer({ min: 40, max: 900 }),
  /** Someone introduces the speaker. */
  introduction: fc.constantFrom(0, 0, 20, 40),
  length: talkLength,
  late: fc.integer({ min: -240, max: 360 }),
  applause: fc.boolean(),
  slides: fc.boolean(),
})
type Part = typeof part extends fc.Arbitrary<infer P> ? P : never

/** Speech with the breaks of a speaker. */
function speak(start: number, end: number): Span[] {
  const spans: Span[] = []
  for (let at = start; at < end; ) {
    const wanted = at + 7 + ((at * 7919) % 23)
    // No last word of a blink.
    const until = wanted > end - 5 ? end : wanted
    spans.push({ start: at, end: until })
    at = until + 0.5 + ((until * 104_729) % 30) / 10
  }
  return spans
}

function dayOf(parts: readonly Part[]) {
  const voices: Span[] = []
  const applause: Span[] = []
  const titles: DaySigns['titles'][number][] = []
  const truth: Span[] = []
  // A schedule does not begin before the recording here.
  let at = 300
  for (const [talk, { pause, introduction, length, applause: clapped, slides }] of parts.entries()) {
    at += pause
    if (introduction > 0) {
      voices.push(...speak(at, at + introduction))
      at += introduction
      // Between introduction and talk there is applause, or nothing tells them apart.
      applause.push({ start: at + 0.5, end: at + 5 })
      at += 6
    }
    const span = { start: at, end: at + length }
    truth.push(span)
    voices.push(...speak(span.start, span.end))
    if (slides) titles.push({ talk, likeness: 1, start: at - 5, end: at + 60 })
    at += length
    if (clapped) applause.push({ start: at + 0.5, end: at + 7 })
  }
  const duration = at + 600
  const heard = [{ start: 0, end: duration }]
  const signs: DaySigns = { duration, heard, voices, applause, titles, said: [], foreign: [] }
  const talks = truth.map(({ start, end }, talk) => {
    const late = parts[talk]?.late ?? 0
    return { start: Math.max(0, start - late), end: end - late, title: `${talk}`, speakers: [] }
  })
  return { signs, talks, truth }
}

describe('the boundaries of a day of talks', () => {
  it('are found wherever a pause is between them', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const { signs, talks, truth } = dayOf(parts)
        for (const [talk, found] of fitTalks(talks, signs, { within: 400 }).entries()) {
          const real = truth[talk] ?? { start: 0, end: 0 }
          expect(found.start.at).toBeGreaterThanOrEqual(real.start - 5)
          expect(found.start.at).toBeLessThanOrEqual(real.start + 5)
          expect(found.end.at).toBeGreaterThanOrEqual(real.end)
          expect(found.end.at).toBeLessThanOrEqual(real.end + 10)
          // With pauses alone some other boundary is nearly as good.
          expect(found.start.confidence).toBeGreaterThanOrEqual(parts[talk]?.slides ? 0.5 : 0.3)
          expect(found.end.confidence).toBeGreaterThanOrEqual(parts[talk]?.applause ? 0.5 : 0.3)
        }
      }),
      { numRuns: 100, seed: 20260502 },
    )
  })

  it('are found where all talks are off by the same time, further than each may be', () => {
    const shifted = fc.integer({ min: -1_700, max: 1_700 })
    fc.assert(
      fc.property(fc.array(part, { minLength: 3, maxLength: 8 }), shifted, (parts, shift) => {
        const even = parts.map((one) => ({ ...one, late: one.late / 10, applause: true, slides: true }))
        // As long before the first talk as the shift may be.
        const { signs, talks, truth } = dayOf(
          even.map((one, at) => (at === 0 ? { ...one, pause: 1_800 } : one)),
        )
        const off = talks.map((talk) => ({ ...talk, start: talk.start - shift, end: talk.end - shift }))
        for (const [talk, found] of fitTalks(off, signs, { within: 120 }).entries()) {
          const real = truth[talk] ?? { start: 0, end: 0 }
          if (Math.abs(shift) > 120) expect(Math.abs(found.shift - shift)).toBeLessThan(60)
          expect(Math.abs(found.start.at - real.start)).toBeLessThanOrEqual(5)
          expect(found.end.at - real.end).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 40, seed: 20260502 },
    )
  })
})
