import pc from 'picocolors'
import { printable } from '../printable.ts'
import type { Surroundings } from '../surroundings.ts'

export type Colours = ReturnType<typeof pc.createColors>

/** Where a command writes: for people, or with `--json` for programs. */
export interface Output {
  json: boolean
  /** Of the standard output. */
  colours: Colours
  /** The standard output is a terminal that can move its cursor, and is read by a person. */
  canDraw: boolean
  /** Columns of the terminal; 80 elsewhere. */
  columns(): number
  rows(): number
  /** A line for people. What the service said must go through `printable` first. */
  line(text: string): void
  /** A JSON document on a line of its own. */
  data(value: object): void
  /** A remark on the standard error, for people; none with `--json`. */
  note(text: string): void
  /** Where remarks go while lines are drawn, which they would tear; null for the standard error. */
  redirectNotes(to: ((text: string) => void) | null): void
}

type Env = Surroundings['env']

/** https://no-color.org; FORCE_COLOR as npm and Node understand it. */
function hasColours(env: Env, stream: NodeJS.WriteStream): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0'
  return stream.isTTY === true && env.TERM !== 'dumb'
}

export function createOutput({ env, stdout, stderr }: Surroundings, json: boolean): Output {
  let noted = (text: string): void => void stderr.write(`${text}\n`)
  const plainly = noted
  return {
    json,
    colours: pc.createColors(!json && hasColours(env, stdout)),
    canDraw: !json && stdout.isTTY === true && env.TERM !== 'dumb',
    columns: () => stdout.columns || 80,
    rows: () => stdout.rows || 24,
    line: (text) => {
      if (!json) stdout.write(`${text}\n`)
    },
    data: (value) => {
      if (json) stdout.write(`${JSON.stringify(value)}\n`)
    },
    note: (text) => {
      if (!json) noted(printable(text))
    },
    redirectNotes: (to) => {
      noted = to ?? plainly
    },
  }
}
