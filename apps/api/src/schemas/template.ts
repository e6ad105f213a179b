import { languageField, line, storedTemplateLimits, templateNamePattern } from '@async-events/core'
import { templateKinds, templateOrigins } from '@async-events/processors'
import { z } from 'zod'
import { pathId } from './fields.ts'

const example = {
  name: 'Session_en',
  origin: 'built_in',
  kind: 'session',
  language: 'en',
  fields: [{ name: 'abstract', instruction: 'what the talk is about, in three sentences' }],
  extra: [],
  problem: null,
}
export const template = z
  .object({
    name: z.string().describe('used in jobs with or without the language suffix "_…"'),
    origin: z
      .enum(templateOrigins)
      .describe('`own`: uploaded by you; `installation`: of this service; `built_in`. The first wins.'),
    kind: z.enum(templateKinds).describe('`session`: of one talk; `summary`: of a track or an event'),
    language: z.string().describe('of its headings'),
    fields: z
      .array(z.object({ name: z.string(), instruction: z.string() }))
      .describe('fields that the text model fills'),
    extra: z.array(z.string()).describe('extra parameters that a job must provide'),
    problem: z.string().nullable().describe('why it is unusable'),
  })
  .meta({ id: 'Template', examples: [example] })

export const templateList = z
  .object({ status: z.literal('success'), templates: z.array(template) })
  .meta({ id: 'TemplateList', examples: [{ status: 'success', templates: [example] }] })

export const templateStored = z.object({ status: z.literal('success'), template, message: z.string() }).meta({
  id: 'TemplateStored',
  examples: [
    {
      status: 'success',
      template: { ...example, name: 'Notes_en', origin: 'own' },
      message: 'The template was created.',
    },
  ],
})

/** Of any template, also of one in the folder of the installation. */
export const templateName = z.object({ template_name: pathId })

/** Of one that is uploaded. */
export const newTemplateName = z.object({
  template_name: z
    .string()
    .regex(
      templateNamePattern,
      'must be 1 to 64 letters, digits, "_" and "-", and begin with a letter or digit',
    ),
})

/** Characters; its bytes are counted, too. */
export const templateSource = z.string().max(storedTemplateLimits.bytes)

export const templateForm = z
  .strictObject({ source: templateSource.describe('the template, at most 256 kB') })
  .meta({ id: 'TemplateForm', examples: [{ source: '# {{session}}\n\n{{summary|What is it about?}}\n' }] })

const previewWishes = {
  language: languageField
    .optional()
    .describe('of the document; by default that of the job, else of the template'),
  job_id: z.string().max(500).optional().describe('a completed job; by default a sample session is shown'),
}
export const previewForm = z
  .union(
    [
      z.strictObject({
        source: templateSource.describe('a template that is not stored, at most 256 kB'),
        ...previewWishes,
      }),
      z.strictObject({
        name: line(100).describe('a template that is stored, with or without its language'),
        ...previewWishes,
      }),
    ],
    { error: 'must be {"source": …} or {"name": …}, with `language` and `job_id` if wished' },
  )
  .meta({
    id: 'TemplatePreviewForm',
    examples: [{ source: '# {{session}}\n\n{{summary|What is it about?}}\n', language: 'en' }],
  })

export const templatePreview = z
  .object({
    status: z.literal('success'),
    template,
    language: z.string().describe('of the document'),
    markdown: z.string(),
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  })
  .meta({
    id: 'TemplatePreview',
    examples: [
      {
        status: 'success',
        template: { ...example, name: 'Preview_en', origin: 'own' },
        language: 'en',
        markdown: '# Reed beds and patience\n\n⟦What is it about?⟧\n',
        warnings: [],
      },
    ],
  })

/** As Markdown, or in JSON. */
export const templateBody = {
  content: {
    'application/json': { schema: templateForm },
    'text/markdown': { schema: templateSource },
  },
}

export const templateContent = {
  200: { description: 'The template.', content: { 'text/markdown': { schema: z.string() } } },
}
