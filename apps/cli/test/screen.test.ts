import { Writable } from 'node:stream'
import xterm, { type Terminal } from '@xterm/headless'
import { expect, it } from 'vitest'
import { openScreen } from '../src/terminal/screen.ts'

/** What a program takes for its terminal, and the terminal behind it, which wraps lines anew as it gets narrower. */
function terminalOf(cols: number, rows: number) {
  const terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true })
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => terminal.write(chunk.toString().replaceAll('\n', '\r\n'), done),
  })
  const stdout = Object.assign(stream, { columns: cols, rows, isTTY: true }) as unknown as NodeJS.WriteStream
  return { terminal, stdout }
}

/** All that can be seen or scrolled to. */
async function shown(terminal: Terminal): Promise<string[]> {
  await new Promise<void>((done) => terminal.write('', done))
  const { active } = terminal.buffer
  const lines = Array.from(
    { length: active.length },
    (_, row) => active.getLine(row)?.translateToString(true) ?? '',
  )
  return lines.join('\n').trimEnd().split('\n')
}

it('redraws in place, lets lines stay above, and leaves nothing behind', async () => {
  const { terminal, stdout } = terminalOf(60, 10)
  let step = 1
  const screen = openScreen(stdout, () => [`step ${step}`, 'total'])
  expect(await shown(terminal)).toEqual(['step 1', 'total'])
  step = 2
  screen.print('one has ended')
  expect(await shown(terminal)).toEqual(['one has ended', 'step 2', 'total'])
  screen.print('another has ended')
  screen.close()
  expect(await shown(terminal)).toEqual(['one has ended', 'another has ended'])
})

it.each([20, 31, 59, 60, 80])('is drawn anew when the terminal gets %i columns wide', async (columns) => {
  const { terminal, stdout } = terminalOf(60, 20)
  const wide = (sign: string): string => sign.repeat(stdout.columns - 1)
  const screen = openScreen(stdout, () => [wide('a'), wide('b'), 'short', wide('c')])
  screen.print('stays')
  expect(await shown(terminal)).toHaveLength(5)
  terminal.resize(columns, 20)
  stdout.columns = columns
  stdout.emit('resize')
  expect(await shown(terminal)).toEqual(['stays', wide('a'), wide('b'), 'short', wide('c')])
  screen.close()
  expect(await shown(terminal)).toEqual(['stays'])
})
