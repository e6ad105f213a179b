import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { createKeyUseNotes } from '@async-events/core'
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { openapi } from './openapi/openapi.ts'
import { answerBrokenRequests, answerOddRequests } from './plugins/broken-requests.ts'
import { type AuthMode, caller } from './plugins/caller.ts'
import { answerFrameworkError, errorAnswers } from './plugins/error-answers.ts'
import { type HeldLimits, heldLimits, heldRequests } from './plugins/held-requests.ts'
import { jsonBody } from './plugins/json-body.ts'
import { lateChild } from './plugins/late-child.ts'
import { measureRequests } from './plugins/measure-requests.ts'
import { noSites, ownSites, type Sites } from './plugins/own-sites.ts'
import { type RateLimitOptions, rateLimit } from './plugins/rate-limit.ts'
import { addSecurityHeaders } from './plugins/security-headers.ts'
import { stopGently } from './plugins/stopping.ts'
import { tracedRequests } from './plugins/traced-requests.ts'
import { validation } from './plugins/validation.ts'
import { batchActionRoutes } from './routes/batch-actions.ts'
import { batchRoutes } from './routes/batches.ts'
import { builtDashboard, dashboardRoutes } from './routes/dashboard.ts'
import { deliveryRoutes } from './routes/deliveries.ts'
import { documentRoutes } from './routes/documents.ts'
import { streamRoutes } from './routes/events.ts'
import { fileRoutes } from './routes/files.ts'
import { jobRoutes } from './routes/jobs.ts'
import { keyRoutes } from './routes/keys.ts'
import type { App, RouteDeps } from './routes/route-deps.ts'
import { sampleRoutes } from './routes/samples.ts'
import { scheduleImportRoutes } from './routes/schedule-import.ts'
import { searchRoutes } from './routes/search.ts'
import { serviceRoutes } from './routes/service.ts'
import { statusRoutes } from './routes/status.ts'
import { submitRoutes } from './routes/submit.ts'
import { systemRoutes } from './routes/system.ts'
import { templateRoutes } from './routes/templates.ts'
import { transcriptRoutes } from './routes/transcripts.ts'
import { uploadRoutes } from './routes/uploads.ts'
import { webhookChangeRoutes } from './routes/webhook-changes.ts'
import { prefix } from './views/job-view.ts'

export interface AppDeps extends RouteDeps {
  auth: AuthMode
  /** Null: nobody is limited. */
  rateLimit?: RateLimitOptions | null
  /** Of one address, before it has to wait. */
  wrongKeysPerMinute?: number
  held?: HeldLimits
  sites?: Sites
  /** Proxies whose word for the client's address counts: addresses, networks, `loopback`. Null: nobody's. */
  trustProxy?: string[] | null
  /** Where the workers reach `/samples/`; null: the sample conference is not served. */
  samplesUrl?: string | null
  /** The built dashboard; by default where the build puts it. */
  dashboardFolder?: string
  logger: FastifyBaseLogger
}

const requestId = /^[A-Za-z0-9._-]{1,100}$/

/** The API over opened ports; the server and the tests build it alike. */
export async function buildApp(deps: AppDeps): Promise<App> {
  const app = Fastify({
    loggerInstance: deps.logger,
    // One line for each failed request (error handler); a line for every good one costs more than its validation.
    childLoggerFactory: lateChild,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    bodyLimit: 1024 * 1024,
    trustProxy: deps.trustProxy ?? false,
    requestTimeout: 60_000,
    connectionTimeout: 0,
    keepAliveTimeout: 5_000,
    forceCloseConnections: true,
    // See `stopGently`.
    return503OnClosing: false,
    clientErrorHandler: answerBrokenRequests,
    frameworkErrors: answerFrameworkError,
    // An id that is too long is not found, like any other that is not there.
    routerOptions: { maxParamLength: 10_000 },
    genReqId: ({ headers }: IncomingMessage) => {
      const given = headers['x-request-id']
      return typeof given === 'string' && requestId.test(given) ? given : randomUUID()
    },
    // A missing Host is refused by `answerOddRequests`.
    http: {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 10_000,
      // How often it is looked who is too slow; by default that is every 30 s.
      connectionsCheckingInterval: 1_000,
      requireHostHeader: false,
    },
  } as Parameters<typeof Fastify>[0]).withTypeProvider<ZodTypeProvider>() as unknown as App

  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  tracedRequests(app, deps.tracing)
  addSecurityHeaders(app)
  measureRequests(app, deps.metrics)
  errorAnswers(app)
  answerOddRequests(app)
  ownSites(app, deps.auth, deps.sites ?? noSites)
  stopGently(app)
  jsonBody(app)
  validation(app)
  await rateLimit(app, deps.rateLimit ?? null)
  const noteUse = createKeyUseNotes(deps)
  caller(app, deps.auth, { ...deps, noteUse }, deps.wrongKeysPerMinute)
  heldRequests(app, deps.held ?? heldLimits, deps.metrics)
  await openapi(app)
  serviceRoutes(app, deps)
  await dashboardRoutes(app, deps.dashboardFolder ?? builtDashboard, deps)
  documentRoutes(app)
  if (deps.samplesUrl) await sampleRoutes(app, deps.samplesUrl)
  await app.register(
    async (scope) => {
      const routes = scope as unknown as App
      jobRoutes(routes, deps)
      transcriptRoutes(routes, deps)
      batchRoutes(routes, deps)
      batchActionRoutes(routes, deps)
      scheduleImportRoutes(routes, deps)
      submitRoutes(routes, deps)
      statusRoutes(routes, deps)
      fileRoutes(routes, deps)
      deliveryRoutes(routes, deps)
      webhookChangeRoutes(routes, deps)
      streamRoutes(routes, deps)
      searchRoutes(routes, deps)
      templateRoutes(routes, deps)
      uploadRoutes(routes, deps)
      keyRoutes(routes, deps)
      systemRoutes(routes, deps)
    },
    { prefix },
  )
  return app
}
