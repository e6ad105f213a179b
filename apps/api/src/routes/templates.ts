import { AppError, deleteTemplate, storeTemplate, templateScope } from '@async-events/core'
import { describeTemplate } from '@async-events/processors'
import type { z } from 'zod'
import { receiveTemplate } from '../http/receive-template.ts'
import { takeBytes } from '../http/take-bytes.ts'
import { validatorOf } from '../plugins/validation.ts'
import { errorsOf } from '../schemas/errors.ts'
import {
  newTemplateName,
  templateBody,
  templateContent,
  templateList,
  templateName,
  templateStored,
} from '../schemas/template.ts'
import { prefix } from '../views/job-view.ts'
import { done } from './jobs.ts'
import type { App, RouteDeps } from './route-deps.ts'

const tags = ['templates']
/** Of JSON with escapes; of the template itself less is taken. */
const bodyLimit = 1024 * 1024

export function templateRoutes(app: App, deps: Pick<RouteDeps, 'templates' | 'templatesOf' | 'clock'>): void {
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
          response: { 200: templateStored, 201: templateStored, ...errorsOf(409) },
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
