import xterm, { type IBufferCell, type Terminal } from '@xterm/headless'

export interface Size {
  columns: number
  rows: number
}

/** Signs of one look. */
export interface Run {
  text: string
  /** From 0. */
  column: number
  /** In columns. */
  width: number
  look: string
}

/** What a terminal shows from `at` on, in seconds. */
export interface Frame {
  at: number
  lines: Run[][]
}

/** About so many pictures are kept, and none shorter than this, in seconds. */
const [most, shortest] = [45, 0.12]

/**
 * The pictures of a recording of `script`: its output, and its timing in the classic form, a line of seconds and bytes for
 * each piece. They begin with `before`.
 */
export async function framesOf(output: Buffer, timing: string, size: Size, before: string): Promise<Frame[]> {
  const terminal = new xterm.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true })
  const write = (data: string | Uint8Array): Promise<void> =>
    new Promise((done) => terminal.write(data, done))
  await write(before)
  const frames: Frame[] = [{ at: 0, lines: linesOf(terminal) }]
  // The first line says when the recording began
  let rest = output.subarray(output.indexOf('\n') + 1)
  const pieces = timing
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number))
  const apart = Math.max(shortest, pieces.reduce((sum, [seconds = 0]) => sum + seconds, 0) / most)
  let at = 0
  for (const [seconds = 0, bytes = 0] of pieces) {
    at += seconds
    await write(rest.subarray(0, bytes))
    rest = rest.subarray(bytes)
    const last = frames.at(-1)
    const frame = { at, lines: linesOf(terminal) }
    if (last !== undefined && frames.length > 1 && at - last.at < apart) last.lines = frame.lines
    else if (JSON.stringify(last?.lines) !== JSON.stringify(frame.lines)) frames.push(frame)
  }
  return frames
}

function linesOf({ buffer: { active }, rows }: Terminal): Run[][] {
  return Array.from({ length: rows }, (_, row) => {
    const line = active.getLine(active.viewportY + row)
    const runs: Run[] = []
    for (let column = 0; line !== undefined && column < line.length; column += 1) {
      const cell = line.getCell(column)
      if (cell === undefined || cell.getWidth() === 0) continue
      const last = runs.at(-1)
      const look = lookOf(cell)
      const text = cell.getChars() || ' '
      if (last?.look === look) {
        last.text += text
        last.width += cell.getWidth()
      } else runs.push({ text, column, width: cell.getWidth(), look })
    }
    return runs.filter((run) => run.text.trim() !== '')
  })
}

const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

/** Classes of the picture, such as `bold green`. */
function lookOf(cell: IBufferCell): string {
  const colour = cell.isFgPalette() ? (colours[cell.getFgColor() % 8] ?? '') : ''
  return [cell.isBold() ? 'bold' : '', cell.isDim() ? 'dim' : '', colour]
    .filter((name) => name !== '')
    .join(' ')
}
