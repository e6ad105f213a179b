import type { PublishedModel } from './catalogue.ts'
import type { GetEvent } from './get-options.ts'

/** Where a command writes. */
export interface Output {
  line(text: string): void
  /** Replaces the last line, on a terminal; null elsewhere. */
  status: ((text: string) => void) | null
}

/** The standard output; a line of status ends when another line is printed. */
export function terminalOutput(stream: NodeJS.WriteStream): Output {
  let open = false
  return {
    line(text) {
      stream.write(`${open ? '\n' : ''}${text}\n`)
      open = false
    },
    status: stream.isTTY
      ? (text) => {
          stream.write(`\r\u001b[K${text.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`)
          open = true
        }
      : null,
  }
}

const barWidth = 24
const statusEveryMs = 100

/** Shows a download: as a bar on a terminal, elsewhere as a line for each tenth. */
export function printDownload(
  output: Output,
  { name, bytes: size }: PublishedModel,
  now: () => number = () => performance.now(),
): (event: GetEvent) => void {
  let begun: { at: number; bytes: number } | null = null
  let [shownAt, shownTenth] = [Number.NEGATIVE_INFINITY, 0]

  const progress = (bytes: number): void => {
    const at = now()
    begun ??= { at, bytes }
    const isLast = bytes === size
    if (output.status !== null) {
      if (at - shownAt < statusEveryMs && !isLast) return
      shownAt = at
      output.status(barLine(name, bytes, size, (bytes - begun.bytes) / ((at - begun.at) / 1000)))
      return
    }
    const tenth = Math.floor((10 * bytes) / size)
    if (tenth > shownTenth) output.line(`${name}: ${tenth * 10} % of ${megabytes(size)}`)
    shownTenth = tenth
  }

  return (event) => {
    switch (event.type) {
      case 'waiting':
        return output.line('Another download into this folder is running; waiting for it …')
      case 'resumed':
        return output.line(`${name}: goes on at ${megabytes(event.bytes)} of ${megabytes(size)}`)
      case 'retry':
        begun = null
        return output.line(`${event.reason} Trying again in ${event.seconds} s.`)
      case 'restarted':
        shownTenth = 0
        return output.line(`${name}: what was there before is of another file; from the beginning`)
      case 'checking':
        return output.line(`${name}: checking`)
      case 'progress':
        return progress(event.bytes)
    }
  }
}

function barLine(name: string, bytes: number, size: number, perSecond: number): string {
  const full = Math.floor((barWidth * bytes) / size)
  const bar = `${'#'.repeat(full)}${'.'.repeat(barWidth - full)}`
  const percent = `${Math.floor((100 * bytes) / size)}`.padStart(3)
  const isKnown = Number.isFinite(perSecond) && perSecond > 0
  const pace = isKnown
    ? `, ${(perSecond / 1e6).toFixed(1)} MB/s, ${Math.ceil((size - bytes) / perSecond)} s left`
    : ''
  return `${name} [${bar}] ${percent} % of ${megabytes(size)}${pace}`
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`
