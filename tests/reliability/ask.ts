import { type Agent, request } from 'node:http'

export interface Answer {
  status: number
  connection: string
  body: string
}

/** One request over connections that are kept alive. Rejects with what happened to the connection. */
export function ask(agent: Agent, url: string, method: string, body?: object): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const sent = request(url, { agent, method, headers: { 'content-type': 'application/json' } }, (answer) => {
    let text = ''
    answer.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
    })
    answer.on('error', reject)
    answer.on('end', () =>
      resolve({ status: answer.statusCode ?? 0, connection: answer.headers.connection ?? '', body: text }),
    )
  })
  sent.on('error', reject)
  sent.end(body && JSON.stringify(body))
  return promise
}
