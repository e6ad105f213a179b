import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { pagePolicy } from '../plugins/security-headers.ts'
import { serviceErrors } from '../schemas/errors.ts'
import { describeBodies } from './describe-bodies.ts'
import { describeAnswers } from './openapi-answers.ts'
import { tidyOpenApi } from './tidy-openapi.ts'
import { webhookDocs } from './webhook-docs.ts'

const openApiDocument = z
  .looseObject({ openapi: z.string() })
  .meta({ id: 'OpenApiDocument', description: 'OpenAPI 3.1.', examples: [{ openapi: '3.1.0' }] })

/** `/openapi.json` and `/docs`, generated from the zod schemas of the routes. */
export async function openapi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Async Events',
        version: '0.1.0',
        description:
          'Turns conference talks into Markdown documents with metadata and a ZIP that opens anywhere.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      tags: [
        { name: 'jobs', description: 'One talk each.' },
        { name: 'batches', description: 'Named sets of jobs.' },
        { name: 'events', description: 'Events of jobs and batches.' },
        { name: 'webhooks', description: 'Webhook deliveries and their responses.' },
        { name: 'files', description: 'Documents, assets and archives.' },
        { name: 'templates', description: 'Templates of documents.' },
        { name: 'service', description: 'Health checks and API description.' },
      ],
      webhooks: webhookDocs,
      // None at all with API_AUTH=open or header; a gateway may set X-User-ID.
      security: [{}, { apiKey: [] }],
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'API_AUTH=api-key: a key from `npm run keys`.',
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
}
