import { afterEach } from 'vitest'
import { type OpenAiServer, type Replies, startOpenAiServer } from './openai-server.ts'

export interface OpenAiServers {
  start(replies: Replies): Promise<OpenAiServer>
  /** The one that the test started last. */
  readonly last: OpenAiServer
}

/** Servers for the tests of a file: each is closed after the test that started it. */
export function openAiServers(): OpenAiServers {
  const open: OpenAiServer[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()))
  })
  return {
    async start(replies) {
      const server = await startOpenAiServer(replies)
      open.push(server)
      return server
    },
    get last() {
      const server = open.at(-1)
      if (server === undefined) throw new Error('the test has started no server')
      return server
    },
  }
}
