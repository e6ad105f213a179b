import type { FastifyInstance } from 'fastify'

/**
 * On every answer that says nothing else: JSON of somebody's own, which no browser shall run, frame, guess at, keep or
 * hand to another site. Routes that give pages and files say what is different. `Strict-Transport-Security` is the
 * matter of whatever ends TLS in front of this.
 */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

/** Pages of the service itself: scripts, styles and data from here alone. */
export const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * The dashboard also shows pictures and plays recordings of results. Those that it fetches with the caller's key are `blob:`;
 * others come from the artifact store, where downloads are redirected to its origin.
 */
export function dashboardPolicy(linkOrigin: string | undefined): string {
  const files = ["'self'", 'blob:', ...(linkOrigin === undefined ? [] : [linkOrigin])].join(' ')
  return pagePolicy.replace("img-src 'self'", `media-src ${files}; img-src ${files}`)
}

export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(securityHeaders)
    done()
  })
}
