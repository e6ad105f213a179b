import { StringDecoder } from 'node:string_decoder'

const maxLineChars = 64 * 1024

export interface LineReader {
  push(chunk: Buffer): void
  /** Gives the last line, when nothing ended it. */
  end(): void
}

/** Cuts output into lines at `\n`, `\r` and `\r\n`; what a line holds beyond 64 Ki characters is dropped. */
export function readLines(onLine: (line: string) => void): LineReader {
  const decoder = new StringDecoder('utf8')
  let open = ''
  const take = (text: string): void => {
    const [first = '', ...rest] = text.split(/\r\n|[\r\n]/)
    open = (open + first).slice(0, maxLineChars)
    for (const next of rest) {
      onLine(open)
      open = next.slice(0, maxLineChars)
    }
  }
  let heldReturn = false
  return {
    push(chunk) {
      // A carriage return at the end may be half of a line's end.
      const text = (heldReturn ? '\r' : '') + decoder.write(chunk)
      heldReturn = text.endsWith('\r')
      take(heldReturn ? text.slice(0, -1) : text)
    },
    end() {
      take(decoder.end())
      if (open !== '') onLine(open)
      open = ''
    },
  }
}
