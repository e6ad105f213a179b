import { type Step, steps } from './generator.ts'
import type { Outcome } from './run-generator.ts'

const verbs = {
  absent: 'not tried',
  generate: 'not generated',
  compile: 'not compiled',
  use: 'not usable',
  done: 'works',
}

/** For a terminal: what came of one generator, with the output of what failed. */
export function lineOf({ phase, missing, problem, seconds }: Outcome): string {
  const lacks = missing.map(({ name, install }) => `${name} is missing: install ${install}`)
  return [`  ${verbs[phase]} (${seconds.toFixed(0)} s)`, ...lacks, ...(problem ? [problem] : [])].join('\n  ')
}

/** A Markdown table with a row for each generator. */
export function reportOf(outcomes: readonly Outcome[]): string {
  const head = ['Language', 'Generator', 'Generated', 'Compiled', ...steps, 'Remarks']
  const rows = outcomes.map(({ generator, phase, did, missing }) => {
    const { language, name, cannot = {}, remark } = generator
    const came = { absent: 0, generate: 0, compile: 1, use: 2, done: 2 }[phase]
    const mark = (isSo: boolean): string => (phase === 'absent' ? '?' : isSo ? 'yes' : 'no')
    const reasons = Object.entries(cannot).map(([step, reason]) => `${step}: ${reason}`)
    const lacks = missing.map(({ name: tool, install }) => `needs ${tool} (${install})`)
    return [
      language,
      name,
      mark(came > 0),
      mark(came > 1),
      ...steps.map((step: Step) => mark(did.includes(step))),
      [...lacks, ...reasons, ...(remark ? [remark] : [])].join('; '),
    ]
  })
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}
