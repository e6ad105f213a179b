import { createServer } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import type { SessionParameters } from '@async-events/client'

export interface PageServer {
  /** For `FETCH_ALLOW`. */
  host: string
  /** Each number has a page of its own. */
  session(number: number): SessionParameters
  close(): Promise<void>
}

/** A page as a small conference has it: title, speaker, a description of three paragraphs. */
const page = (number: number): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Talk ${number}: Measuring rivers – Water Days</title>
<meta name="description" content="How talk ${number} measures a river with cheap sensors."></head>
<body><header><nav><a href="/">Water Days</a> <a href="/schedule">Schedule</a></nav></header>
<main><h1>Talk ${number}: Measuring rivers</h1><p class="speaker">Speaker ${number}</p>
<p>Rivers change within hours, and gauges of the state stand forty kilometres apart. In talk ${number} we show what ${number + 3} cheap
sensors told us about the water between them, and why most of what they told us first was wrong.</p>
<p>We put the sensors into bridges, with the help of two schools and of the fire brigade. Each of them sends its level every ten
minutes. After a year we know that a third of all floods in side valleys are seen by no gauge at all.</p>
<p>You will see how we calibrate a sensor for eleven euros, which of them survived the winter, and what the numbers are good
for. Bring questions about batteries: we have made every mistake with them that can be made.</p></main>
<footer><p>Water Days, Room ${number % 7}</p></footer></body></html>`

/** Serves small pages on this machine, each after `delayMs`. */
export async function startPageServer(delayMs = 0): Promise<PageServer> {
  const server = createServer(async (request, response) => {
    if (delayMs > 0) await after(delayMs)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(page(Number(/\d+/.exec(request.url ?? '')?.[0])))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  return {
    host,
    session: (number) => ({
      event: 'Water Days',
      session: `Talk ${number}`,
      url: `http://${host}/talk/${number}`,
      filename: `talk-${number}.md`,
      track: 'Rivers',
    }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
