import { StringDecoder } from 'node:string_decoder'

const maxLineChars = 64 * 1024

export interface LineReader {
  push(chunk: Buffer): void
  /** Emits the last, unterminated line. */
  end(): void
}

/** Splits output into lines at `\n`, `\r` and `\r\n`; a line is truncated to 64 Ki characters. */
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
      // A final carriage return may be half of a `\r\n`.
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
