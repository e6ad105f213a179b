import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { collectBytes } from '@async-events/core'

/** One process that hangs holds up no scrape. */
const answerMs = 5_000
const maxPageBytes = 16 * 1024 * 1024

/** What another process of this machine serves on a Unix socket; nothing else is reached from here. */
export async function readSocket(socketPath: string): Promise<string> {
  const asked = request({ socketPath, path: '/', signal: AbortSignal.timeout(answerMs) })
  asked.end()
  const [answer]: IncomingMessage[] = await once(asked, 'response')
  if (answer?.statusCode !== 200) throw new Error('the process gave no metrics')
  const tooLarge = () => new Error('the metrics of the process are too long')
  return (await collectBytes(answer, { maxBytes: maxPageBytes, tooLarge })).toString()
}
