import type { Colours } from '../terminal/output.ts'

type Mark = readonly [sign: string, colour: 'green' | 'red' | 'yellow' | 'cyan' | 'dim']

const marks: Readonly<Record<string, Mark>> = {
  completed: ['✓', 'green'],
  failed: ['✗', 'red'],
  cancelled: ['–', 'yellow'],
  skipped: ['–', 'dim'],
  running: ['▸', 'cyan'],
  processing: ['▸', 'cyan'],
  retrying: ['↻', 'yellow'],
}

/** The sign of a state of a job or step. */
export function markOf(state: string, colours: Colours): string {
  const [sign, colour] = marks[state] ?? ['·', 'dim']
  return colours[colour](sign)
}

/** A state in its colour. */
export function coloured(state: string, colours: Colours): string {
  const [, colour] = marks[state] ?? ['·', 'dim']
  return colours[colour](state)
}
