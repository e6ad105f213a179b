import { AppError, type ErrorDetail } from '@async-events/core'

/** Collects what is wrong with a template, so that all of it is told at once. */
export interface TemplateProblems {
  /** `line` counts from 1; null for the template as a whole. */
  add(line: number | null, message: string): void
  /** Throws `invalid_template` with all of them, if there are any: the first in the message, each in the details. */
  throwIfAny(): void
}

/** More are not told: one mistake may repeat on each line. */
const mostTold = 100

export function collectProblems(template: string): TemplateProblems {
  const found: { line: number | null; message: string }[] = []
  return {
    add(line, message) {
      if (found.length < mostTold && !found.some((one) => one.line === line && one.message === message))
        found.push({ line, message })
    },
    throwIfAny() {
      const [first, ...more] = found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).map(told)
      if (first === undefined) return
      const rest = more.length > 0 ? ` (and ${more.length} more)` : ''
      throw new AppError('invalid_template', `The template ${template}: ${first}${rest}`, {
        details: [first, ...more].map(
          (message): ErrorDetail => ({ path: 'source', code: 'invalid_template', message }),
        ),
      })
    },
  }
}

const told = ({ line, message }: { line: number | null; message: string }): string =>
  line === null ? message : `line ${line}: ${message}`
