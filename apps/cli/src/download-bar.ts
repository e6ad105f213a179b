import { createLogUpdate } from 'log-update'
import { printable } from './printable.ts'
import type { Surroundings } from './surroundings.ts'
import { bar } from './terminal/bar.ts'
import { cut } from './terminal/table.ts'

const everyMs = 100

/** Counts what goes through, and shows it on the standard error where that is a terminal. */
export function downloadBar(
  { stderr, env }: Surroundings,
  json: boolean,
  name: string,
  total: number | null,
) {
  const canDraw = !json && stderr.isTTY === true && env.TERM !== 'dumb'
  const draw = canDraw ? createLogUpdate(stderr) : null
  let [bytes, shownAt] = [0, Number.NEGATIVE_INFINITY]

  const show = (): void => {
    if (draw === null || performance.now() - shownAt < everyMs) return
    shownAt = performance.now()
    const of = total === null ? '' : ` of ${megabytes(total)}`
    const picture = total === null ? '' : `${bar(bytes / total, 24)} `
    draw(cut(`${picture}${megabytes(bytes)}${of}  ${printable(name)}`, (stderr.columns || 80) - 1))
  }
  return {
    async *count(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of source) {
        bytes += chunk.byteLength
        show()
        yield chunk
      }
    },
    bytes: () => bytes,
    end: () => {
      draw?.clear()
      draw?.done()
    },
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
