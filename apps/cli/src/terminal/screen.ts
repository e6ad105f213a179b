import { createLogUpdate } from 'log-update'
import stringWidth from 'string-width'

const redrawMs = 200
const [hideCursor, showCursor] = ['\u001b[?25l', '\u001b[?25h']
const [up, eraseBelow] = [(rows: number) => `\u001b[${rows}A`, '\u001b[J']

/** Lines at the end of a terminal that change in place. */
export interface Screen {
  /** A line that stays, above the others. */
  print(text: string): void
  /** Takes the lines away and gives the cursor back. */
  close(): void
}

/** Draws `picture` now, regularly, and when the terminal gets another size; only what has changed is written. */
export function openScreen(stdout: NodeJS.WriteStream, picture: () => readonly string[]): Screen {
  // Its own way to hide the cursor takes signals for itself
  const log = createLogUpdate(stdout, { showCursor: true })
  let drawn: readonly string[] = []
  const draw = (): void => {
    drawn = picture()
    log(drawn.join('\n'))
  }
  const onResize = (): void => {
    // A terminal that became narrower has wrapped the lines; the library does not know of the rows that this gave
    const columns = Math.max(1, stdout.columns)
    const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(stringWidth(line) / columns)), 0)
    const extra = rows - drawn.length
    if (extra > 0) stdout.write(`${up(extra)}${eraseBelow}`)
    draw()
  }
  const giveCursorBack = (): void => void stdout.write(showCursor)

  stdout.write(hideCursor)
  process.once('exit', giveCursorBack)
  stdout.on('resize', onResize)
  const timer = setInterval(draw, redrawMs)
  draw()
  return {
    print(text) {
      // As one write: nothing flickers
      stdout.cork()
      log.persist(text)
      draw()
      stdout.uncork()
    },
    close() {
      clearInterval(timer)
      stdout.off('resize', onResize)
      process.off('exit', giveCursorBack)
      log.clear()
      giveCursorBack()
    },
  }
}
