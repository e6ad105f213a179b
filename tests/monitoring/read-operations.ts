import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')
export const monitoring = join(root, 'infra', 'monitoring')
export const operationsPage = readFileSync(join(root, 'docs', 'operations.md'), 'utf8')

/** A question of `docs/operations.md` and its queries, in order. */
export interface Question {
  title: string
  queries: string[]
}

export const questions: readonly Question[] = (
  /^## Questions and their queries\n([\s\S]*?)^## /m.exec(operationsPage)?.[1] ?? ''
)
  .split(/^### /m)
  .slice(1)
  .map((part) => ({
    title: part.split('\n', 1)[0] ?? '',
    queries: [...part.matchAll(/^```promql\n([\s\S]*?)^```$/gm)].map(([, query = '']) => query.trim()),
  }))
