/** A line of the table that a run ends with. */
export interface Line {
  what: string
  good: boolean
  seconds: number
  found: string
}

export interface Report {
  lines: readonly Line[]
  /** Runs a check, which returns what it found, and notes both; a failure is noted and thrown on. */
  check(what: string, act: () => Promise<string>): Promise<void>
}

export function openReport(print: (line: string) => void = console.log): Report {
  const lines: Line[] = []
  return {
    lines,
    async check(what, act) {
      print(`${what} …`)
      const began = performance.now()
      const note = (good: boolean, found: string): void => {
        const seconds = (performance.now() - began) / 1000
        lines.push({ what, good, seconds, found })
        print(`  ${good ? 'ok' : 'FAILED'} (${seconds.toFixed(0)} s): ${found}`)
      }
      try {
        note(true, await act())
      } catch (error) {
        note(false, error instanceof Error ? error.message : String(error))
        throw error
      }
    },
  }
}

/** The table in Markdown. */
export const tableOf = (lines: readonly Line[]): string =>
  [
    '| Check | Result | Seconds | Found |',
    '| --- | --- | ---: | --- |',
    ...lines.map(
      ({ what, good, seconds, found }) =>
        `| ${what} | ${good ? 'ok' : 'FAILED'} | ${seconds.toFixed(0)} | ${found.split('\n')[0]?.replaceAll('|', '\\|')} |`,
    ),
  ].join('\n')
