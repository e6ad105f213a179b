import type { StoredTemplate } from '@async-events/core'
import { defineSchema, type Stored } from './define-schema.ts'

export type TemplateDocument = Stored<StoredTemplate>

export const templateSchema = defineSchema<TemplateDocument>(
  'templates',
  { _id: String, scope: String, name: String, source: String, created_at: Date, updated_at: Date },
  [{ keys: { scope: 1, name: 1 } }],
)

export const fromTemplate = ({ id, ...fields }: StoredTemplate): TemplateDocument => ({ _id: id, ...fields })
export const toTemplate = ({ _id: id, ...fields }: TemplateDocument): StoredTemplate => ({ id, ...fields })
