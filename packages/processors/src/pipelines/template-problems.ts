import { AppError, type ErrorDetail } from '@async-events/core'
import type { Templates } from '../transform/template/open-templates.ts'

interface Wished {
  template: string
  target_language: string
  extra?: Record<string, unknown>
}

/** Problems of the template that a job names, cached for seconds: all jobs of a batch name the same one. */
export function templateProblems(templates: Templates): (parameters: Wished) => Promise<ErrorDetail[]> {
  const checked = new Map<string, { until: number; problems: Promise<ErrorDetail[]> }>()
  return ({ template, target_language: language, extra }) => {
    const names = Object.keys(extra ?? {})
    const key = JSON.stringify([template, language, names])
    const known = checked.get(key)
    if (known && known.until > Date.now()) return known.problems
    const problems = templates.load(template, language, names).then(
      () => [],
      (error: unknown) => {
        if (!(error instanceof AppError)) throw error
        return [{ path: 'template', code: error.code, message: error.message }]
      },
    )
    if (checked.size > 500) checked.clear()
    checked.set(key, { until: Date.now() + 5_000, problems })
    return problems
  }
}
