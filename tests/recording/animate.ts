import type { Frame, Run, Size } from './frames-of.ts'

/** Pixels of a sign and a line, and around the text. */
const [signWidth, lineHeight, margin] = [8.4, 18, 14]
/** Seconds: of a picture at most, and of the last one. */
const [longest, lastSeconds] = [0.6, 4]

/**
 * Pictures of a terminal as an SVG that plays them one after another, for ever: a strip of pictures of which one is shown at
 * a time. Who asks for less motion sees the last one. What takes long is shortened.
 */
export function animate(frames: readonly Frame[], { columns, rows }: Size, title: string): string {
  const [width, height] = [Math.ceil(columns * signWidth) + 2 * margin, rows * lineHeight + 2 * margin]
  const lengths = frames.map(({ at }, index) => {
    const next = frames[index + 1]
    return next === undefined ? lastSeconds : Math.min(longest, next.at - at)
  })
  const total = lengths.reduce((sum, length) => sum + length, 0)
  let before = 0
  const keys = lengths.map((length, index) => {
    const key = `${((100 * before) / total).toFixed(2)}%{transform:translateY(${-index * height}px)}`
    before += length
    return key
  })
  const pictures = frames.map(({ lines }, index) => {
    const texts = lines.flatMap((runs, row) =>
      runs.map((run) => textOf(run, margin + (row + 0.8) * lineHeight)),
    )
    return `<g transform="translate(0 ${index * height})">${texts.join('')}</g>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<style>
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#d8dee9;white-space:pre}
.bold{font-weight:bold}.dim{opacity:.6}.red{fill:#f07178}.green{fill:#a3d977}.yellow{fill:#ffcb6b}.cyan{fill:#7fdbca}
#strip{animation:play ${total.toFixed(1)}s step-end infinite}
@keyframes play{${keys.join('')}}
@media (prefers-reduced-motion:reduce){#strip{animation:none;transform:translateY(${-(frames.length - 1) * height}px)}}
</style>
<rect width="100%" height="100%" rx="8" fill="#1b2129"/>
<g id="strip">
${pictures.join('\n')}
</g>
</svg>
`
}

/** Held to the columns of the terminal, whatever font there is. */
function textOf({ text, column, width, look }: Run, y: number): string {
  const spaces = text.length - text.trimStart().length
  const trimmed = text.trim()
  const columns = width - spaces - (text.trimStart().length - trimmed.length)
  const x = margin + (column + spaces) * signWidth
  const length = (columns * signWidth).toFixed(1)
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" textLength="${length}"${look === '' ? '' : ` class="${look}"`}>${escaped(trimmed)}</text>`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
