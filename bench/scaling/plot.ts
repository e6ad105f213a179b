export interface Line {
  name: string
  color: string
  isDotted: boolean
  /** Workers, and jobs a second. */
  points: readonly (readonly [number, number])[]
}

const [width, height] = [760, 420]
const area = { left: 64, right: 24, top: 40, bottom: 96 }

/** An SVG with both scales logarithmic: what is measured as dots, what is simulated as lines. */
export function plotOf(title: string, lines: readonly Line[], dots: Line['points']): string {
  const all = [...lines.flatMap(({ points }) => points), ...dots]
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)]
  const scale = (values: number[], from: number, to: number) => {
    const [low, high] = [Math.log10(Math.min(...values)), Math.log10(Math.max(...values))]
    return (value: number): string =>
      (from + ((Math.log10(value) - low) / (high - low || 1)) * (to - from)).toFixed(1)
  }
  const x = scale(xs, area.left, width - area.right)
  const y = scale(ys, height - area.bottom, area.top)
  const ticks = (values: number[]): number[] =>
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].filter(
      (tick) => tick >= Math.min(...values) && tick <= Math.max(...values),
    )
  const path = (points: Line['points']): string =>
    points.map(([at, value], index) => `${index === 0 ? 'M' : 'L'}${x(at)} ${y(value)}`).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12">
<title>${title}</title>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${area.left}" y="22" font-size="15" font-weight="600" fill="#1c2430">${title}</text>
${ticks(xs)
  .map(
    (tick) =>
      `<line x1="${x(tick)}" x2="${x(tick)}" y1="${area.top}" y2="${height - area.bottom}" stroke="#e3e7ec"/><text x="${x(tick)}" y="${height - area.bottom + 16}" text-anchor="middle" fill="#5b6573">${tick}</text>`,
  )
  .join('\n')}
${ticks(ys)
  .map(
    (tick) =>
      `<line x1="${area.left}" x2="${width - area.right}" y1="${y(tick)}" y2="${y(tick)}" stroke="#e3e7ec"/><text x="${area.left - 8}" y="${Number(y(tick)) + 4}" text-anchor="end" fill="#5b6573">${tick}</text>`,
  )
  .join('\n')}
<text x="${width / 2}" y="${height - area.bottom + 34}" text-anchor="middle" fill="#1c2430">scrape workers</text>
<text x="${area.left - 48}" y="${area.top - 8}" fill="#1c2430">jobs/s</text>
${lines.map(({ points, color, isDotted }) => `<path d="${path(points)}" fill="none" stroke="${color}" stroke-width="2"${isDotted ? ' stroke-dasharray="5 4"' : ''}/>`).join('\n')}
${dots.map(([at, value]) => `<circle cx="${x(at)}" cy="${y(value)}" r="5" fill="#fff" stroke="#1c2430" stroke-width="2"/>`).join('\n')}
${lines.map(({ name, color, isDotted }, at) => legend(at, name, `<line x1="0" x2="24" y1="0" y2="0" stroke="${color}" stroke-width="2"${isDotted ? ' stroke-dasharray="5 4"' : ''}/>`)).join('\n')}
${legend(lines.length, 'measured', '<circle cx="12" cy="0" r="5" fill="#fff" stroke="#1c2430" stroke-width="2"/>')}
</svg>
`
}

function legend(at: number, name: string, sign: string): string {
  const [left, top] = [area.left + (at % 2) * 340, height - area.bottom + 56 + Math.floor(at / 2) * 20]
  return `<g transform="translate(${left} ${top})">${sign}<text x="32" y="4" fill="#1c2430">${name}</text></g>`
}
