import type { Sample } from './long-run.ts'

const [width, left, right, chartHeight, gap] = [1200, 70, 190, 260, 60]
const colours = ['#2f6f9f', '#c8553d', '#4f9d69', '#f2b134', '#5e4b9b', '#8a6d1d', '#48484a']

/** Memory and open files of each app over the time of a run. SVG. */
export function drawResources(samples: readonly Sample[], title: string): string {
  const apps = Object.keys(samples[0]?.resources.apps ?? {})
  const end = Math.max(1, samples.at(-1)?.at ?? 1)
  const x = (at: number): number => left + (at / end) * (width - left - right)
  const chart = (field: 'rssMb' | 'handles', name: string, top: number): string[] => {
    const heldBy = (sample: Sample, app: string): number => sample.resources.apps[app]?.[field] ?? 0
    const most = Math.max(1, ...samples.flatMap((sample) => apps.map((app) => heldBy(sample, app))))
    const y = (value: number): number => top + chartHeight - (value / most) * chartHeight
    const grid = [0, 0.5, 1].map(
      (part) =>
        `<line x1="${left}" x2="${width - right}" y1="${y(most * part)}" y2="${y(most * part)}" stroke="#d2d2d7"/><text x="${left - 8}" y="${y(most * part) + 4}" text-anchor="end" fill="#48484a">${Math.round(most * part)}</text>`,
    )
    const lines = apps.map((app, index) => {
      const points = samples.map(
        (sample) => `${x(sample.at).toFixed(1)},${y(heldBy(sample, app)).toFixed(1)}`,
      )
      const colour = colours[index % colours.length]
      const label = top + 14 + index * 18
      return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.5"/><rect x="${width - right + 16}" y="${label - 10}" width="11" height="11" fill="${colour}"/><text x="${width - right + 33}" y="${label}" fill="#1d1d1f">${app}</text>`
    })
    return [`<text x="${left}" y="${top - 10}" fill="#1d1d1f">${name}</text>`, ...grid, ...lines]
  }
  const second = 70 + chartHeight + gap
  const bottom = second + chartHeight
  const marks = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const seconds = Math.round((end * part) / 1000)
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    return `<text x="${x(end * part)}" y="${bottom + 20}" text-anchor="middle" fill="#48484a">${time}</text>`
  })
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 40}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="${width}" height="${bottom + 40}" fill="#ffffff"/>`,
    `<text x="20" y="28" font-size="17" fill="#1d1d1f">${title}</text>`,
    ...chart('rssMb', 'resident memory, MB', 70),
    ...chart('handles', 'open files and sockets', second),
    ...marks,
    '</svg>',
  ].join('\n')}\n`
}
