import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { pagePolicy } from '../plugins/security-headers.ts'
import { serviceErrors } from '../schemas/errors.ts'
import { describeBodies } from './describe-bodies.ts'
import { info, openApiVersion } from './info.ts'
import { describeAnswers } from './openapi-answers.ts'
import { tidyOpenApi } from './tidy-openapi.ts'
import { webhooksDocument } from './webhooks-document.ts'

const openApiDocument = z
  .looseObject({ openapi: z.string() })
  .meta({ id: 'OpenApiDocument', description: 'OpenAPI 3.1.', examples: [{ openapi: '3.1.0' }] })

/** `/openapi.json` and `/docs`, generated from the zod schemas of the routes. */
export async function openapi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: openApiVersion,
      info,
      servers: [{ url: '/' }],
      tags: [
        { name: 'jobs', description: 'One talk each.' },
        { name: 'batches', description: 'Named sets of jobs.' },
        { name: 'events', description: 'Events of jobs and batches.' },
        { name: 'webhooks', description: 'Webhook deliveries and their responses.' },
        { name: 'files', description: 'Documents, assets and archives.' },
        { name: 'templates', description: 'Templates of documents.' },
        { name: 'search', description: 'Words in the documents of talks.' },
        { name: 'keys', description: 'API keys, for `API_AUTH=api-key`.' },
        { name: 'service', description: 'Health checks, what the service has, and API description.' },
      ],
      // None at all with API_AUTH=open.
      security: [{}, { userId: [] }, { apiKey: [] }, { apiKey: [], userId: [] }],
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'API_AUTH=api-key: a key from `npm run keys` or `createKey`.',
          },
          userId: {
            type: 'apiKey',
            in: 'header',
            name: 'X-User-ID',
            description:
              'API_AUTH=open and header: the caller, 1 to 200 letters, digits and `@._:+-`, as a gateway sets it. Beside an API key only for one with the scope `impersonate`.',
          },
        },
      },
    },
    transform: describeBodies(jsonSchemaTransform),
    transformObject: (given) =>
      describeAnswers(
        tidyOpenApi(jsonSchemaTransformObject(given) as Parameters<typeof tidyOpenApi>[0]) as Parameters<
          typeof describeAnswers
        >[0],
      ) as never,
  })
  // The library writes styles into its elements.
  const staticCSP = pagePolicy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP })
  app.get(
    '/openapi.json',
    {
      schema: {
        operationId: 'getOpenApi',
        summary: 'Read this document',
        tags: ['service'],
        response: { 200: openApiDocument, ...serviceErrors },
      } as object,
    },
    async () => app.swagger(),
  )
  const webhooks = webhooksDocument()
  app.get(
    '/webhooks.openapi.json',
    {
      schema: {
        operationId: 'getWebhooksOpenApi',
        summary: 'Read what webhooks are sent',
        tags: ['service'],
        response: { 200: openApiDocument, ...serviceErrors },
      } as object,
    },
    async () => webhooks,
  )
}
