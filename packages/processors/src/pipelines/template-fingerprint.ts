import type { Pipeline } from '@async-events/core'
import { transformContract } from '../transform/contract.ts'
import type { TemplatesOf } from '../transform/template/open-templates.ts'

/** What the runner of `transform` tells: name and text of the template. */
export function templateFingerprint(templates: TemplatesOf): NonNullable<Pipeline['fingerprint']> {
  return async (processor, given, { scope }) => {
    if (processor !== transformContract.name) return undefined
    const { template, target_language } = transformContract.params.parse(given)
    return templates(scope).fingerprint(template, target_language)
  }
}
