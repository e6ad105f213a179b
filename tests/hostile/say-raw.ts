import { connect } from 'node:net'

export interface RawAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/**
 * Says exactly this to the API and listens until it closes; a client of HTTP would tidy up what is said. `{host}` and
 * `{jobs}` stand for its own name and the path of its jobs.
 */
export async function sayRaw(url: string, text: string, limitMs = 120_000): Promise<RawAnswer> {
  const { host, hostname, port } = new URL(url)
  const said = text.replaceAll('{host}', host).replaceAll('{jobs}', '/api/event-job/jobs')
  const heard = await new Promise<string>((resolve, reject) => {
    let all = ''
    const socket = connect(Number(port), hostname, () => socket.write(said))
    socket.on('data', (chunk) => {
      all += chunk.toString('latin1')
    })
    // What it said before it broke off counts.
    socket.on('error', () => {}).once('close', () => resolve(all))
    socket.setTimeout(limitMs, () => {
      reject(new Error(`no end after ${limitMs / 1000} s`))
      socket.destroy()
    })
  })
  const [head = '', body = ''] = heard.split(/\r\n\r\n([\s\S]*)/)
  const [first = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  )
  return { status: Number(first.split(' ')[1]), headers, body }
}
