import { type TemplateStore, templateId } from '@async-events/core'
import { fromTemplate, toTemplate } from './documents/template.ts'
import { exact } from './exact.ts'
import { insertIfMissing } from './insert-if-missing.ts'
import type { Models } from './models.ts'
import { withUnavailable } from './unavailable.ts'

const maxTimeMS = 10_000

export function createTemplateStore({ templates }: Models): TemplateStore {
  return withUnavailable<TemplateStore>({
    async put(template) {
      if (await insertIfMissing(templates, fromTemplate(template))) return true
      const { id, name, source, updated_at } = template
      await templates.updateOne({ _id: exact(id) }, { $set: { name, source, updated_at } })
      return false
    },
    async get(scope, name) {
      const _id = templateId(exact(scope), exact(name))
      const document = await templates.findOne({ _id }, null, { maxTimeMS }).lean()
      return document ? toTemplate(document) : null
    },
    async names(scope) {
      const found = await templates
        .find({ scope: exact(scope) }, { name: 1 }, { maxTimeMS })
        .sort({ name: 1 })
        .lean()
      return found.map(({ name }) => name)
    },
    async remove(scope, name) {
      const _id = templateId(exact(scope), exact(name))
      return (await templates.deleteOne({ _id })).deletedCount === 1
    },
  })
}
