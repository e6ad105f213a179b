import { readTrace, type Span, type Tracing, tracedLine, untraced } from '@async-events/core'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isProbe } from './is-probe.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Its trace is that of the caller when spans are not recorded, and null when there is none. */
    span: Span
  }
}

/** A span for each request, below the one that the caller names; and the trace in each line of the log about it. */
export function tracedRequests(app: FastifyInstance, tracing: Tracing): void {
  app.decorateRequest('span')

  app.addHook('onRequest', (request, reply, done) => {
    const parent = readTrace(single(request.headers.traceparent), single(request.headers.tracestate))
    const isTraced = tracing.isOn && !isProbe(request.url)
    const span = (isTraced ? tracing : untraced).start(request.method, {
      kind: 'server',
      parent,
      attributes: { 'http.request.method': request.method, 'async_events.request_id': request.id },
    })
    request.span = span
    if (span.trace !== null) request.log = request.log.child(tracedLine(span.trace))
    if (!isTraced) return done()
    const ended = (): void => endOf(request, reply.statusCode)
    reply.raw.once('finish', ended).once('close', ended)
    return tracing.within(span, done)
  })

  // Events of the body that was read do not come from within the span.
  app.addHook('preValidation', (request, _reply, done) => tracing.within(request.span, done))
}

/** Node joins headers that are repeated; only its types know lists. */
const single = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : undefined

function endOf({ span, method, routeOptions, params }: FastifyRequest, status: number): void {
  const route = routeOptions.url
  if (route !== undefined) span.rename(`${method} ${route}`)
  const { job_id, batch_id } = Object(params) as Record<string, unknown>
  span.set({
    'http.route': route,
    'http.response.status_code': status,
    'async_events.job_id': typeof job_id === 'string' ? job_id : undefined,
    'async_events.batch_id': typeof batch_id === 'string' ? batch_id : undefined,
  })
  if (status >= 500) span.fail(String(status))
  span.end()
}
