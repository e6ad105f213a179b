import { type CreateOptions, type Reserved, readTrace } from '@async-events/core'
import type { FastifyRequest } from 'fastify'

interface CreatingRequest extends Pick<FastifyRequest, 'principal'> {
  headers: {
    'x-use-cache'?: boolean | undefined
    traceparent?: string | undefined
    tracestate?: string | undefined
  }
}

/** What the caller and the headers of a creating request say. */
export const createOptions = (
  { principal, headers }: CreatingRequest,
  reserved: Reserved | undefined,
): CreateOptions => ({
  principal,
  useCacheHeader: headers['x-use-cache'],
  reserved,
  trace: readTrace(headers.traceparent, headers.tracestate),
})
