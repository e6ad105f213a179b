import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Terminal {
  /** Somebody can answer. */
  isInteractive: boolean
  print(line: string): void
  /** The answer in lower case; null after `ms` without one. */
  ask(question: string, ms: number): Promise<string | null>
}

/** The terminal of this process. */
export function terminal(): Terminal {
  const { stdin, stdout } = process
  return {
    isInteractive: stdin.isTTY === true && stdout.isTTY === true,
    print: (line) => void stdout.write(`${line}\n`),
    async ask(question, ms) {
      const lines = createInterface({ input: stdin, output: stdout })
      // Otherwise it would take Ctrl-C for itself
      lines.on('SIGINT', () => process.exit(130))
      try {
        lines.setPrompt(question)
        lines.prompt()
        const [line] = await once(lines, 'line', { signal: AbortSignal.timeout(ms) })
        return String(line).trim().toLowerCase()
      } catch {
        stdout.write('\n')
        return null
      } finally {
        lines.close()
      }
    },
  }
}
