import { AppError, type ErrorDetail } from '@async-events/core'
import type { TemplateKind, TemplatesOf } from '../transform/template/open-templates.ts'

interface Wished {
  template: string
  target_language: string
  extra?: Record<string, unknown>
}

/**
 * Problems of the template that a job names. That there are none is kept for a moment, as all jobs of a batch name the
 * same one; problems are not, as somebody who uploads what is missing tries again at once.
 */
export function templateProblems(
  templates: TemplatesOf,
  kind: TemplateKind = 'session',
): (parameters: Wished, scope: string) => Promise<ErrorDetail[]> {
  const checked = new Map<string, { until: number; problems: Promise<ErrorDetail[]> }>()
  return async ({ template, target_language: language, extra }, scope) => {
    const names = Object.keys(extra ?? {})
    const key = JSON.stringify([scope, template, language, names])
    const known = checked.get(key)
    if (known && known.until > Date.now()) return known.problems
    const problems = templates(scope)
      .load(template, language, names, kind)
      .then(
        () => [],
        (error: unknown) => {
          if (!(error instanceof AppError) || error.code !== 'invalid_template') throw error
          return [{ path: 'template', code: error.code, message: error.message }]
        },
      )
    if (checked.size > 500) checked.clear()
    checked.set(key, { until: Date.now() + 5_000, problems })
    const found = await problems.catch((error: unknown) => {
      checked.delete(key)
      throw error
    })
    if (found.length > 0) checked.delete(key)
    return found
  }
}
