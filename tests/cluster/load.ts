import { Agent, request } from 'node:http'

export interface SubmittedJob {
  id: string
  /** Who may read it. */
  user: string
}

export interface Load {
  /** Requests answered so far, and what was wrong with others. */
  answered(): number
  failures(): readonly string[]
  /** Jobs that were accepted. */
  jobs(): readonly SubmittedJob[]
  /** Resolves when the last request is answered. */
  stop(): Promise<void>
}

export interface LoadOptions {
  /** Address of the API. */
  service: string
  /** Parameters of the job with this number. */
  session(number: number): object
  /** Milliseconds between two requests of one caller. */
  everyMs: number
  /** Half of them keep their connection, half take a new one for each request. */
  callers: number
}

const answerMs = 30_000

/** Callers that read, list and submit, each one request after the other. */
export function startLoad({ service, session, everyMs, callers }: LoadOptions): Load {
  const failures: string[] = []
  const jobs: SubmittedJob[] = []
  const started = performance.now()
  let answered = 0
  let submitted = 0
  let stopped = false

  async function caller(index: number): Promise<void> {
    const agent = index % 2 === 0 ? new Agent({ keepAlive: true, maxSockets: 1 }) : new Agent()
    const user = `caller-${index}`
    const ask = (method: string, path: string, body?: object) =>
      send({ url: service + path, method, body, agent, user })
    for (let turn = 0; !stopped; turn += 1) {
      const began = performance.now()
      const isNew = turn % 20 === 0
      const path = isNew || turn % 3 > 0 ? '/api/event-job/jobs' : '/version'
      const fail = (problem: string): void => {
        const seconds = ((began - started) / 1000).toFixed(1)
        failures.push(`${isNew ? 'POST' : 'GET'} ${path} after ${seconds} s: ${problem}`)
      }
      try {
        const { status, text } = isNew
          ? await ask('POST', path, { parameters: session(submitted++) })
          : await ask('GET', path)
        if (status >= 300) fail(`${status} ${text.slice(0, 100)}`)
        else answered += 1
        if (isNew && status === 201) jobs.push({ id: JSON.parse(text).job.job_id, user })
      } catch (error) {
        fail(error instanceof Error ? error.message : String(error))
      }
      const left = everyMs - (performance.now() - began)
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
    }
    agent.destroy()
  }

  const all = Promise.all(Array.from({ length: callers }, (_, index) => caller(index)))
  return {
    answered: () => answered,
    failures: () => failures,
    jobs: () => jobs,
    async stop() {
      stopped = true
      await all
    },
  }
}

interface Asked {
  url: string
  method: string
  body: object | undefined
  agent: Agent
  user: string
}

function send({ url, method, body, agent, user }: Asked): Promise<{ status: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>()
  const headers = { 'x-user-id': user, ...(body ? { 'content-type': 'application/json' } : {}) }
  const outgoing = request(url, { method, headers, agent, timeout: answerMs }, (answer) => {
    let text = ''
    answer.setEncoding('utf8')
    answer.on('data', (part: string) => {
      text += part
    })
    answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    answer.on('error', reject)
  })
  outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer in ${answerMs / 1000} s`)))
  outgoing.on('error', reject)
  outgoing.end(body ? JSON.stringify(body) : undefined)
  return promise
}
