import { type EntryOf, entriesOf, type HistoryEntry, type JobCounts } from './history.ts'

const width = 1200
const left = 150
const right = 20
const laneHeight = 18
const chartHeight = 220
const errorsHeight = 80
const gap = 34

const colours = {
  completed: '#4f9d69',
  processing: '#f2b134',
  pending: '#9fb4c7',
  failed: '#c8553d',
  cancelled: '#8d86a8',
} satisfies Record<keyof JobCounts, string>
const statuses = Object.keys(colours) as (keyof JobCounts)[]
const faultColours: Record<string, string> = {
  kill: '#b3261e',
  term: '#2f6f9f',
  freeze: '#5e4b9b',
  flush: '#c2571a',
  empty: '#c2571a',
  refuse: '#8a6d1d',
  cut: '#8a6d1d',
  pause: '#8a6d1d',
  drop: '#8a6d1d',
  fill: '#6b4226',
}

/** SVG timeline of a run: active faults, job states, and client errors. */
export function drawTimeline(history: readonly HistoryEntry[], title: string): string {
  const start = entriesOf(history, 'phase')[0]?.at ?? history[0]?.at ?? 0
  const end = Math.max(start + 1_000, ...history.slice(-1).map(({ at }) => at))
  const x = (at: number): number => left + ((at - start) / (end - start)) * (width - left - right)
  const spans = faultSpans(history, end)
  const targets = [...new Set(spans.map(({ target }) => target))].sort()

  const lanesTop = 66
  const chartTop = lanesTop + Math.max(1, targets.length) * laneHeight + gap
  const errorsTop = chartTop + chartHeight + gap
  const height = errorsTop + errorsHeight + 50
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="20" y="28" font-size="17" fill="#1d1d1f">${escapeXml(title)}</text>`,
    ...drawLanes(spans, targets, lanesTop, x),
    ...drawJobs(entriesOf(history, 'jobs'), chartTop, x),
    ...drawErrors(entriesOf(history, 'request'), errorsTop, x, start, end),
    ...drawAxis(errorsTop + errorsHeight, x, start, end),
    ...drawPhases(entriesOf(history, 'phase'), lanesTop - 8, errorsTop + errorsHeight, x),
    '</svg>',
  ]
  return `${parts.join('\n')}\n`
}

interface Span {
  fault: string
  target: string
  from: number
  to: number
}

function faultSpans(history: readonly HistoryEntry[], end: number): Span[] {
  const spans: Span[] = []
  for (const { at, fault, target, phase } of entriesOf(history, 'fault')) {
    if (phase === 'begin') spans.push({ fault, target, from: at, to: end })
    const open = spans.findLast((span) => span.fault === fault && span.target === target && span.to === end)
    if (phase === 'end' && open) open.to = at
    if (phase === 'left-out' && open) spans.splice(spans.indexOf(open), 1)
  }
  return spans
}

function drawLanes(
  spans: readonly Span[],
  targets: readonly string[],
  top: number,
  x: (at: number) => number,
): string[] {
  const rows = targets.map((target, row) => {
    const y = top + row * laneHeight
    const shade =
      row % 2 === 0 ? `<rect x="0" y="${y}" width="${width}" height="${laneHeight}" fill="#f5f5f7"/>` : ''
    return `${shade}<text x="${left - 10}" y="${y + 13}" text-anchor="end" fill="#1d1d1f">${escapeXml(target)}</text>`
  })
  const bars = spans.map(({ fault, target, from, to }) => {
    const y = top + targets.indexOf(target) * laneHeight + 3
    const wide = Math.max(4, x(to) - x(from))
    const label = `${fault} ${((to - from) / 1000).toFixed(1)} s`
    const name =
      wide > 6.5 * fault.length
        ? `<text x="${x(from) + 3}" y="${y + 10}" font-size="10" fill="#ffffff">${fault}</text>`
        : `<text x="${x(from) + wide + 2}" y="${y + 10}" font-size="9" fill="#48484a">${fault}</text>`
    return `<g><title>${label}</title><rect x="${x(from)}" y="${y}" width="${wide}" height="12" rx="2" fill="${faultColours[fault] ?? '#48484a'}"/>${name}</g>`
  })
  return [...rows, ...bars]
}

function drawJobs(samples: readonly EntryOf<'jobs'>[], top: number, x: (at: number) => number): string[] {
  const total = ({ counts }: EntryOf<'jobs'>): number =>
    Object.values(counts).reduce((sum, each) => sum + each, 0)
  const most = Math.max(1, ...samples.map(total))
  const y = (count: number): number => top + chartHeight - (count / most) * chartHeight
  const below = samples.map(() => 0)
  const areas = statuses.map((status) => {
    const floor = [...below]
    for (const [index, { counts }] of samples.entries()) below[index] = (below[index] ?? 0) + counts[status]
    const upper = samples.map(({ at }, index) => `${x(at).toFixed(1)},${y(below[index] ?? 0).toFixed(1)}`)
    const lower = samples
      .map(({ at }, index) => `${x(at).toFixed(1)},${y(floor[index] ?? 0).toFixed(1)}`)
      .reverse()
    return `<polygon points="${[...upper, ...lower].join(' ')}" fill="${colours[status]}"/>`
  })
  const legend = statuses.map(
    (status, index) =>
      `<rect x="${left + index * 105}" y="${top - 18}" width="11" height="11" fill="${colours[status]}"/><text x="${left + 16 + index * 105}" y="${top - 8}" fill="#1d1d1f">${status}</text>`,
  )
  const grid = [0, 0.5, 1].map(
    (part) =>
      `<line x1="${left}" x2="${width - right}" y1="${y(most * part)}" y2="${y(most * part)}" stroke="#d2d2d7"/><text x="${left - 10}" y="${y(most * part) + 4}" text-anchor="end" fill="#48484a">${Math.round(most * part)}</text>`,
  )
  return [`<text x="20" y="${top + 12}" fill="#1d1d1f">jobs</text>`, ...legend, ...grid, ...areas]
}

/** Answers of 5xx and requests without an answer, per slice of time. */
function drawErrors(
  requests: readonly EntryOf<'request'>[],
  top: number,
  x: (at: number) => number,
  start: number,
  end: number,
): string[] {
  const slices = 120
  const sliceMs = (end - start) / slices
  const refused = new Array<number>(slices).fill(0)
  const silent = new Array<number>(slices).fill(0)
  for (const { at, status } of requests) {
    const slice = Math.min(slices - 1, Math.max(0, Math.floor((at - start) / sliceMs)))
    if (status === null) silent[slice] = (silent[slice] ?? 0) + 1
    else if (status >= 500) refused[slice] = (refused[slice] ?? 0) + 1
  }
  const most = Math.max(1, ...refused.map((count, slice) => count + (silent[slice] ?? 0)))
  const tall = (count: number): number => (count / most) * errorsHeight
  const bars = refused.map((count, slice) => {
    const from = x(start + slice * sliceMs)
    const wide = Math.max(1, x(start + (slice + 1) * sliceMs) - from - 1)
    const [low, high] = [tall(count), tall(silent[slice] ?? 0)]
    const base = top + errorsHeight
    return `<rect x="${from.toFixed(1)}" y="${(base - low).toFixed(1)}" width="${wide.toFixed(1)}" height="${low.toFixed(1)}" fill="#c8553d"/><rect x="${from.toFixed(1)}" y="${(base - low - high).toFixed(1)}" width="${wide.toFixed(1)}" height="${high.toFixed(1)}" fill="#48484a"/>`
  })
  return [
    `<text x="20" y="${top + 12}" fill="#1d1d1f">API errors</text>`,
    `<rect x="${left}" y="${top - 18}" width="11" height="11" fill="#c8553d"/><text x="${left + 16}" y="${top - 8}" fill="#1d1d1f">5xx</text>`,
    `<rect x="${left + 105}" y="${top - 18}" width="11" height="11" fill="#48484a"/><text x="${left + 121}" y="${top - 8}" fill="#1d1d1f">no answer</text>`,
    `<text x="${left - 10}" y="${top + 10}" text-anchor="end" fill="#48484a">${most}</text>`,
    ...bars,
  ]
}

function drawAxis(y: number, x: (at: number) => number, start: number, end: number): string[] {
  const seconds = (end - start) / 1000
  const step = [5, 10, 15, 30, 60, 120, 300, 600].find((each) => seconds / each <= 14) ?? 1_200
  const marks: string[] = [`<line x1="${left}" x2="${width - right}" y1="${y}" y2="${y}" stroke="#48484a"/>`]
  for (let at = 0; at <= seconds; at += step) {
    const where = x(start + at * 1000)
    marks.push(
      `<line x1="${where}" x2="${where}" y1="${y}" y2="${y + 5}" stroke="#48484a"/><text x="${where}" y="${y + 18}" text-anchor="middle" fill="#48484a">${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}</text>`,
    )
  }
  return marks
}

function drawPhases(
  phases: readonly EntryOf<'phase'>[],
  top: number,
  bottom: number,
  x: (at: number) => number,
): string[] {
  return phases.map(
    // Each in a row of its own: the last phases are short.
    ({ at, phase }, index) =>
      `<line x1="${x(at)}" x2="${x(at)}" y1="${top}" y2="${bottom}" stroke="#48484a" stroke-dasharray="3 3" stroke-opacity="0.6"/><text x="${x(at) + 3}" y="${top - 2 - 11 * ((phases.length - 1 - index) % 4)}" text-anchor="${x(at) > width - 80 ? 'end' : 'start'}" font-size="10" fill="#48484a">${phase}</text>`,
  )
}

const escapeXml = (text: string): string =>
  text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`)
