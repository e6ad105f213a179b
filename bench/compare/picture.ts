import { type BenchReport, goalText, isMet, type Result } from './results.ts'
import { median, shortNumber } from './statistics.ts'

const width = 760
const [left, right] = [24, 24]
const blockHeight = 86

/**
 * An SVG of a report: of each comparison two bars with a dot for each measurement, of each figure one bar with its goal.
 * Bars of one result share a scale that begins at zero.
 */
export function pictureOf(report: BenchReport): string {
  const { processor, cores, memory, node, load } = report.machine
  const height = 64 + report.results.length * blockHeight
  const caption = `${report.date.slice(0, 10)} · ${report.commit ?? report.version} · ${processor}, ${cores} cores, ${memory} GiB, Node ${node}, load ${load}${report.isShort ? ' · short form' : ''}`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="13">
<title>${escaped(report.name)}: ours beside the bare tool</title>
<style>
  text { fill: #1c2430 } .muted { fill: #5b6573 } .ours { fill: #1f6feb } .bare { fill: #9aa4b2 } .dot { fill: #fff; stroke: #1c2430 }
  .met { fill: #1a7f37 } .missed { fill: #b42318 } .goal { stroke: #b42318; stroke-dasharray: 4 3 } .ground { fill: #fff }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6eaf0 } .muted { fill: #9aa4b2 } .ours { fill: #4c8dff } .bare { fill: #667080 } .dot { fill: #0f141b; stroke: #e6eaf0 }
    .met { fill: #4ac26b } .missed { fill: #ff7b72 } .goal { stroke: #ff7b72 } .ground { fill: #0f141b }
  }
</style>
<rect class="ground" width="${width}" height="${height}"/>
<text x="${left}" y="28" font-size="17" font-weight="600">${escaped(report.name)}</text>
<text x="${left}" y="48" class="muted" font-size="11">${escaped(caption)}</text>
${report.results.map((result, at) => blockOf(result, 64 + at * blockHeight)).join('\n')}
</svg>
`
}

function blockOf(result: Result, top: number): string {
  const rows =
    result.kind === 'compared'
      ? [
          { of: 'ours', name: 'ours', values: result.ours },
          { of: 'bare', name: result.bareName, values: result.bare },
        ]
      : [{ of: 'ours', name: '', values: [result.value] }]
  const goalAt = goalPlace(result)
  const most = Math.max(...rows.flatMap(({ values }) => values), goalAt ?? 0)
  const scale = (value: number): number => (value / (most || 1)) * (width - left - right - 150)
  const told = result.kind === 'compared' ? `ratio ${shortNumber(result.ratio)}` : shortNumber(result.value)
  const met = isMet(result)
  const verdict =
    met === null
      ? ''
      : ` <tspan class="${met ? 'met' : 'missed'}">goal ${goalText(result.goal)} ${met ? '✓' : '✗'}</tspan>`
  const bars = rows.map(({ of, name, values }, row) => {
    const [y, middle] = [top + 26 + row * 22, median(values)]
    const dots = values.map(
      (value) => `<circle class="dot" cx="${(left + scale(value)).toFixed(1)}" cy="${y + 8}" r="2.5"/>`,
    )
    const label = [`${shortNumber(middle)} ${result.unit}`, name].filter(Boolean).join(' · ')
    return `<rect class="${of}" x="${left}" y="${y}" width="${scale(middle).toFixed(1)}" height="16" rx="2"/>${values.length > 1 ? dots.join('') : ''}<text x="${(left + scale(Math.max(...values)) + 8).toFixed(1)}" y="${y + 13}" font-size="12">${escaped(label)}</text>`
  })
  const line =
    goalAt === null
      ? ''
      : `<line class="goal" x1="${(left + scale(goalAt)).toFixed(1)}" x2="${(left + scale(goalAt)).toFixed(1)}" y1="${top + 22}" y2="${top + 28 + rows.length * 22}"/>`
  return `<text x="${left}" y="${top + 16}">${escaped(result.what)}: ${escaped(told)}${verdict}</text>\n${bars.join('\n')}${line}`
}

/** Where the goal stands on the scale of the values. */
function goalPlace(result: Result): number | null {
  if (result.goal === null) return null
  const bound = 'atLeast' in result.goal ? result.goal.atLeast : result.goal.atMost
  return result.kind === 'compared' ? bound * median(result.bare) : bound
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
