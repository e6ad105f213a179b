import type { Asker, CreateOptions, Reserved } from '@async-events/core'
import type { FastifyRequest } from 'fastify'

type Asking = Pick<FastifyRequest, 'principal' | 'id' | 'span'>

interface CreatingRequest extends Asking {
  headers: { 'x-use-cache'?: boolean | undefined }
}

/** Who asks for a run, and by which request. */
export const askerOf = ({ principal, id, span }: Asking): Asker => ({
  principal,
  origin: { request_id: id, trace: span.trace },
})

/** What the caller and the headers of a creating request say. */
export const createOptions = (request: CreatingRequest, reserved: Reserved | undefined): CreateOptions => ({
  ...askerOf(request),
  useCacheHeader: request.headers['x-use-cache'],
  reserved,
})
