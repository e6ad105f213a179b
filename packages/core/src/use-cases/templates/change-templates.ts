import { ownerOf, type Principal, scopeOf } from '../../domain/access/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { AppError } from '../../domain/errors.ts'
import { nameKey } from '../../domain/name-key.ts'
import { storedTemplateLimits, templateId } from '../../domain/template.ts'
import type { TemplateStore } from '../../ports/template-store.ts'

/** Scope of the templates that a caller changes, and sees next to those of everybody. */
export const templateScope = (principal: Principal): string => scopeOf(ownerOf(principal, undefined))

/** Stores a template that was checked. `isNew` is false when it replaced one. Throws `conflict` at the most. */
export async function storeTemplate(
  { templates, clock }: { templates: TemplateStore; clock: Clock },
  { name, source }: { name: string; source: string },
  principal: Principal,
): Promise<{ isNew: boolean }> {
  const scope = templateScope(principal)
  const names = await templates.names(scope)
  const isKnown = names.some((known) => nameKey(known) === nameKey(name))
  if (!isKnown && names.length >= storedTemplateLimits.perOwner)
    throw new AppError(
      'conflict',
      `There are ${names.length} templates of yours, the maximum: delete one that you no longer need.`,
    )
  const now = clock.now()
  const id = templateId(scope, name)
  const isNew = await templates.put({ id, scope, name, source, created_at: now, updated_at: now })
  return { isNew }
}

/** Throws `not_found` for one that is not the caller's own. */
export async function deleteTemplate(
  { templates }: { templates: TemplateStore },
  name: string,
  principal: Principal,
): Promise<void> {
  if (await templates.remove(templateScope(principal), name)) return
  throw new AppError('not_found', 'You have uploaded no template of this name; others cannot be deleted.')
}
