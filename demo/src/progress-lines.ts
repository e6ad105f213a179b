export interface ProgressLine {
  title: string
  status: string
  percent: number
  step: string | null
}

const barWidth = 20
const marks: Record<string, string> = {
  completed: '✔',
  failed: '✖',
  cancelled: '–',
  processing: '…',
  pending: ' ',
}

/**
 * One line for each session. A terminal is redrawn in place; elsewhere a line is written when it has changed.
 */
export function progressLines(out: NodeJS.WriteStream): (lines: ProgressLine[]) => void {
  let drawn: string[] = []
  return (lines) => {
    const next = lines.map(format)
    if (out.isTTY) {
      if (drawn.length > 0) out.write(`\u001b[${drawn.length}A`)
      for (const line of next) out.write(`\u001b[2K${line.slice(0, out.columns || 120)}\n`)
    } else {
      for (const [index, line] of next.entries()) if (line !== drawn[index]) out.write(`${line}\n`)
    }
    drawn = next
  }
}

function format({ title, status, percent, step }: ProgressLine): string {
  const filled = Math.round((barWidth * percent) / 100)
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled)
  const doing = status === 'processing' ? (step ?? '') : status
  return `${marks[status] ?? ' '} ${bar} ${String(percent).padStart(3)} %  ${doing.padEnd(10)} ${title}`
}
