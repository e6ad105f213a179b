import { z } from 'zod'
import { errorsOf } from '../schemas/errors.ts'
import type { App, RouteDeps } from './route-deps.ts'

const templateExample = {
  name: 'Session_en',
  language: 'en',
  fields: [{ name: 'abstract', instruction: 'what the talk is about, in three sentences' }],
  extra: [],
  problem: null,
}
const template = z
  .object({
    name: z.string().describe('used in jobs with or without the language suffix "_…"'),
    language: z.string().describe('of its headings'),
    fields: z
      .array(z.object({ name: z.string(), instruction: z.string() }))
      .describe('fields that the text model fills'),
    extra: z.array(z.string()).describe('extra parameters that a job must provide'),
    problem: z.string().nullable().describe('why it is unusable'),
  })
  .meta({ id: 'Template', examples: [templateExample] })
const templateList = z
  .object({ status: z.literal('success'), templates: z.array(template) })
  .meta({ id: 'TemplateList', examples: [{ status: 'success', templates: [templateExample] }] })

export function templateRoutes(app: App, deps: Pick<RouteDeps, 'templates'>): void {
  app.get(
    '/templates',
    {
      schema: {
        operationId: 'listTemplates',
        summary: 'List document templates',
        tags: ['templates'],
        response: { 200: templateList, ...errorsOf() },
      },
    },
    async () => ({ status: 'success' as const, templates: await deps.templates.describe() }),
  )
}
