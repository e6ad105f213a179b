import type { Principal } from '@async-events/core'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { badRequest } from './error-answers.ts'

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal
  }
}

const userId = /^[A-Za-z0-9][A-Za-z0-9@._:+-]{0,199}$/

/** Who asks. `open`: no header is the operator. `header`: behind a gateway, no header is anonymous. */
export function caller(app: FastifyInstance, auth: 'open' | 'header'): void {
  const nobody: Principal = auth === 'open' ? { kind: 'operator' } : { kind: 'anonymous' }
  app.decorateRequest('principal')
  app.addHook('onRequest', async (request: FastifyRequest) => {
    const given = request.headers['x-user-id']
    if (given === undefined) {
      request.principal = nobody
      return
    }
    // Sent twice it arrives joined by a comma, which no id holds.
    if (typeof given !== 'string' || !userId.test(given)) {
      throw badRequest(
        'X-User-ID',
        'invalid_user_id',
        'X-User-ID must be one id of letters, digits and @ . _ : + -',
      )
    }
    request.principal = { kind: 'user', id: given }
  })
}
