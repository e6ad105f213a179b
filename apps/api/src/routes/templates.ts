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
    name: z.string().describe('as a job names it: whole, or without the language behind "_"'),
    language: z.string().describe('of its headings'),
    fields: z
      .array(z.object({ name: z.string(), instruction: z.string() }))
      .describe('what the text model is asked to write'),
    extra: z.array(z.string()).describe('names that the further parameters of a job must give'),
    problem: z.string().nullable().describe('why it cannot be used'),
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
        summary: 'List the templates of documents',
        tags: ['templates'],
        response: { 200: templateList, ...errorsOf() },
      },
    },
    async () => ({ status: 'success' as const, templates: await deps.templates.describe() }),
  )
}
