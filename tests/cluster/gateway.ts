import { createServer, request } from 'node:http'
import { pipeline } from 'node:stream'

export interface Gateway {
  url: string
  close(): Promise<void>
}

/** What stands in front of an API with API_AUTH=header: says who asks, and passes everything on by a connection of its own. */
export async function startGateway(target: string, user: string): Promise<Gateway> {
  const server = createServer((incoming, answer) => {
    const headers = { ...incoming.headers, 'x-user-id': user, host: new URL(target).host }
    const outgoing = request(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers, agent: false },
      (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers)
        pipeline(given, answer, () => {})
      },
    )
    outgoing.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()))
    pipeline(incoming, outgoing, () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
