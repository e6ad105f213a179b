import {
  AppError,
  deleteTemplate,
  type Principal,
  primarySubtag,
  readJob,
  storeTemplate,
  templateScope,
} from '@async-events/core'
import { describeTemplate, type TemplateOrigin } from '@async-events/processors'
import type { z } from 'zod'
import { receiveTemplate, requireSize } from '../http/receive-template.ts'
import { takeBytes } from '../http/take-bytes.ts'
import { validatorOf } from '../plugins/validation.ts'
import { errorsOf } from '../schemas/errors.ts'
import {
  newTemplateName,
  previewForm,
  templateBody,
  templateContent,
  templateList,
  templateName,
  templatePreview,
  templateStored,
} from '../schemas/template.ts'
import { prefix } from '../views/job-view.ts'
import { done } from './jobs.ts'
import type { App, RouteDeps } from './route-deps.ts'

const tags = ['templates']
/** Of JSON with escapes; of the template itself less is taken. */
const bodyLimit = 1024 * 1024

export function templateRoutes(
  app: App,
  deps: Pick<RouteDeps, 'templates' | 'templatesOf' | 'clock' | 'jobs' | 'artifacts'>,
): void {
  app.get(
    '/templates',
    {
      schema: {
        operationId: 'listTemplates',
        summary: 'List document templates: your own, those of the installation, and built-in ones',
        tags,
        response: { 200: templateList, ...errorsOf() },
      },
    },
    async (request) => ({
      status: 'success' as const,
      templates: await deps.templatesOf(templateScope(request.principal)).describe(),
    }),
  )

  app.get(
    '/templates/:template_name',
    {
      schema: {
        operationId: 'getTemplate',
        summary: 'Get the text of a template, such as to start from a built-in one',
        tags,
        params: templateName,
        response: { ...templateContent, ...errorsOf(404) },
      } as object,
    },
    async (request, reply) => {
      const { template_name } = request.params as z.output<typeof templateName>
      const found = await deps.templatesOf(templateScope(request.principal)).read(template_name)
      if (!found) throw new AppError('not_found', 'There is no template of this name.')
      return reply.type('text/markdown; charset=utf-8').send(Buffer.from(found.source))
    },
  )

  app.post(
    '/templates/preview',
    {
      bodyLimit,
      schema: {
        operationId: 'previewTemplate',
        summary: 'Show the document that a template gives, of a finished job or of a sample session',
        tags,
        body: previewForm,
        response: { 200: templatePreview, ...errorsOf(403, 404, 409, 410) },
      },
    },
    async (request) => {
      const { job_id, language = null } = request.body
      const { name, origin, source } = await templateOf(deps, request.body, request.principal)
      const template = describeTemplate(name, origin, source)
      const job = job_id === undefined ? null : await readJob(deps.jobs, job_id, request.principal, 'read')
      const release = app.hold(request, 'preview')
      try {
        // Loads what writes documents: the API does not need it otherwise.
        const { previewDocument } = await import('@async-events/processors/preview')
        const preview = await previewDocument(deps, { name, source, language, job, signal: request.signal })
        return { status: 'success' as const, template, ...preview }
      } finally {
        release()
      }
    },
  )

  // A scope of its own: no other route takes Markdown.
  void app.register(async (scope) => {
    takeBytes(scope, 'The body must be the template itself, as text/markdown, or application/json.')
    scope.put(
      '/templates/:template_name',
      {
        bodyLimit,
        schema: {
          operationId: 'putTemplate',
          summary: 'Create or replace a template of yours',
          tags,
          params: newTemplateName,
          body: templateBody,
          response: { 200: templateStored, 201: templateStored, ...errorsOf(404, 409) },
        } as object,
        // The reader of templates checks the body; a name that cannot be is a mistake, not a path that is not there.
        validatorCompiler: (part) =>
          part.httpPart === 'body'
            ? (data: unknown) => ({ value: data })
            : validatorOf({ ...part, httpPart: 'path' } as never),
      },
      async (request, reply) => {
        const { template_name: name } = request.params as z.output<typeof newTemplateName>
        const source = receiveTemplate(request.body, request.headers['content-type'])
        const template = describeTemplate(name, 'own', source)
        const { isNew } = await storeTemplate(deps, { name, source }, request.principal)
        if (isNew) reply.code(201).header('location', `${prefix}/templates/${name}`)
        const message = isNew ? 'The template was created.' : 'The template was replaced.'
        return { status: 'success' as const, template, message }
      },
    )
  })

  app.delete(
    '/templates/:template_name',
    {
      schema: {
        operationId: 'deleteTemplate',
        summary: 'Delete a template of yours',
        tags,
        params: templateName,
        response: { 200: done, ...errorsOf(404) },
      },
    },
    async (request) => {
      await deleteTemplate(deps, request.params.template_name, request.principal)
      return { status: 'success' as const, message: 'The template was deleted.' }
    },
  )
}

/** The text that a preview shows: as it was sent, or of a template that the caller can use. */
async function templateOf(
  deps: Pick<RouteDeps, 'templatesOf'>,
  wished: z.output<typeof previewForm>,
  principal: Principal,
): Promise<{ name: string; origin: TemplateOrigin; source: string }> {
  const { language = 'en' } = wished
  if ('source' in wished) {
    requireSize(Buffer.byteLength(wished.source))
    return { name: `Preview_${primarySubtag(language) ?? 'en'}`, origin: 'own', source: wished.source }
  }
  const templates = deps.templatesOf(templateScope(principal))
  const found = await templates.find(wished.name, language)
  const stored = found === null ? null : await templates.read(found)
  if (stored === null) throw new AppError('not_found', 'There is no template of this name.')
  return stored
}
