import type { HistoryEntry, KeptResult } from '../../bench/compare/history.ts'
import { goalText } from '../../bench/compare/results.ts'
import { shortNumber } from '../../bench/compare/statistics.ts'

const [width, rowHeight] = [820, 26]
const area = { left: 400, right: 130, top: 64, bottom: 24 }
/** Times as good as its goal, at the end of the scale. */
const most = 3

/** An SVG with a bar for each goal: how many times as good as the goal the result is. */
export function goalPicture({ version, date, machine, results }: HistoryEntry): string {
  const rows = results.flatMap((result) => {
    const times = timesAsGood(result)
    return times === null ? [] : [{ result, times }]
  })
  const height = area.top + rows.length * rowHeight + area.bottom
  const x = (times: number): number => (Math.min(times, most) / most) * (width - area.left - area.right)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12">
<title>How many times as good as its goal each result is</title>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="20" y="26" font-size="16" font-weight="600" fill="#1c2430">How many times as good as its goal</text>
<text x="20" y="46" fill="#5b6573">${escaped(`Version ${version}, ${date}, ${machine.cores} cores of ${machine.processor}. The line is the goal; right of it is better.`)}</text>
${rows.map(({ result, times }, at) => rowOf(result, times, area.top + at * rowHeight, x)).join('\n')}
<line x1="${(area.left + x(1)).toFixed(1)}" x2="${(area.left + x(1)).toFixed(1)}" y1="${area.top - 6}" y2="${height - area.bottom}" stroke="#1c2430" stroke-dasharray="4 3"/>
</svg>
`
}

function rowOf(result: KeptResult, times: number, top: number, x: (times: number) => number): string {
  const value = result.ratio ?? result.ours
  const name = result.what.length > 62 ? `${result.what.slice(0, 61)}…` : result.what
  return `<text x="${area.left - 10}" y="${top + 14}" text-anchor="end" fill="#1c2430">${escaped(name)}</text><rect x="${area.left}" y="${top + 3}" width="${x(times).toFixed(1)}" height="15" rx="2" fill="${times >= 1 ? '#1a7f37' : '#b42318'}"/><text x="${(area.left + x(times) + 8).toFixed(1)}" y="${top + 15}" fill="#1c2430">${shortNumber(value)}${result.ratio === null ? ` ${escaped(result.unit)}` : ''} <tspan fill="#5b6573">(${goalText(result.goal)})</tspan></text>`
}

/** 1 at the goal, more where it is better; null without a goal. */
export function timesAsGood({ goal, ratio, ours }: KeptResult): number | null {
  if (goal === null) return null
  const value = ratio ?? ours
  // What should not grow may even shrink: as good as the scale can tell.
  if ('atMost' in goal) return value <= 0 ? most : goal.atMost / value
  return value / goal.atLeast
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
