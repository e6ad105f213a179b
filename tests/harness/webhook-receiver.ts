import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import { hashText } from './seeded-random.ts'

/** One request, as it came and as it was answered. */
export interface ReceivedWebhook {
  at: number
  id: string
  type: string
  job_id: string | null
  batch_id: string | null
  /** Number of the event in the log of its job, or of the end of its batch. */
  seq: number
  /** When it happened, as the body has it. */
  timestamp: string
  is_signed: boolean
  traceparent: string | null
  answer: 200 | 500 | 'none'
}

export interface WebhookReceiver {
  url: string
  /** For `FETCH_ALLOW`. */
  host: string
  /** For `WEBHOOK_SECRET`. */
  secret: string
  readonly received: readonly ReceivedWebhook[]
  close(): Promise<void>
}

export interface ReceiverOptions {
  /** Shares of the events whose first request is answered with 500, or not at all. The second is always answered well. */
  failing?: number
  hanging?: number
}

/** Receives and records webhooks on 127.0.0.1. Their id alone decides which ones fail at first. */
export async function startWebhookReceiver({
  failing = 0.1,
  hanging = 0.02,
}: ReceiverOptions = {}): Promise<WebhookReceiver> {
  const key = randomBytes(32)
  const received: ReceivedWebhook[] = []
  const seen = new Set<string>()

  const server = createServer(async (request, response) => {
    try {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks).toString()
      const { headers } = request
      const id = String(headers['webhook-id'] ?? '')
      const share = (hashText(id) % 1_000) / 1_000
      const isFirst = !seen.has(id)
      seen.add(id)
      const answer =
        !isFirst || share >= failing + hanging ? 200 : share < failing ? (500 as const) : ('none' as const)
      const { type, job_id, batch_id, seq, timestamp } = JSON.parse(body) as Record<string, unknown>
      received.push({
        at: Date.now(),
        id,
        type: String(type),
        job_id: typeof job_id === 'string' ? job_id : null,
        batch_id: typeof batch_id === 'string' ? batch_id : null,
        seq: Number(seq),
        timestamp: String(timestamp),
        is_signed: isSigned(
          key,
          id,
          String(headers['webhook-timestamp']),
          body,
          headers['webhook-signature'],
        ),
        traceparent: typeof headers.traceparent === 'string' ? headers.traceparent : null,
        answer,
      })
      if (answer !== 'none') response.writeHead(answer).end()
    } catch {
      // The sender was killed in the middle.
      response.destroy()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  return {
    url: `http://${host}/hook`,
    host,
    secret: `whsec_${key.toString('base64')}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** By the specification and not by the product's own code: Standard Webhooks, `v1`. */
function isSigned(key: Buffer, id: string, timestamp: string, body: string, given: unknown): boolean {
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
  return String(given)
    .split(' ')
    .some((part) => {
      const signature = Buffer.from(part.replace(/^v1,/, ''), 'base64')
      return signature.byteLength === expected.byteLength && timingSafeEqual(signature, expected)
    })
}
