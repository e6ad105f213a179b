/**
 * A batch of small pages from the request to the last ZIP, by the whole service on this machine. `npm run bench -- small-pages`
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SessionParameters } from '@async-events/client'
import { apiClient } from '../tests/e2e/api-client.ts'
import { startService } from '../tests/e2e/service.ts'
import { runBench } from './compare/bench.ts'
import { cpuMsOf } from './compare/cpu-time.ts'
import { median } from './compare/statistics.ts'

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

await runBench('small-pages', async ({ figure, isShort, size }) => {
  const pages = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(page(Number(/\d+/.exec(request.url ?? '')?.[0])))
  })
  await new Promise<void>((done) => pages.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(pages.address() as AddressInfo).port}`
  const service = await startService({ env: { FETCH_ALLOW: host } })
  const count = size(300, 20)
  try {
    const client = apiClient(service.url)
    const measured: { rate: number; cpuMs: number }[] = []
    for (let round = 0; round <= size(3, 1); round += 1) {
      const jobs = Array.from({ length: count }, (_, number) => ({
        parameters: sessionOf(host, round * count + number),
      }))
      const [started, cpu] = [performance.now(), cpuMsOf(service.pids())]
      const { batch } = await client.createBatch({ body: { jobs } })
      const { completed_jobs } = await client.waitForBatch(batch.batch_id, { timeoutMs: 300_000 })
      if (completed_jobs !== count) throw new Error(`${completed_jobs} of ${count} jobs were completed`)
      const seconds = (performance.now() - started) / 1000
      // The first starts readers and compiles.
      if (round > 0 || isShort)
        measured.push({ rate: count / seconds, cpuMs: (cpuMsOf(service.pids()) - cpu) / count })
    }
    figure({
      what: `${count} small pages, scrape to ZIP`,
      unit: 'jobs/s',
      value: median(measured.map(({ rate }) => rate)),
      goal: { atLeast: 60 },
    })
    figure({
      what: 'CPU time of all processes, per job',
      unit: 'ms',
      value: median(measured.map(({ cpuMs }) => cpuMs)),
    })
  } finally {
    await service.stop()
    await new Promise((done) => pages.close(done))
  }
})

function sessionOf(host: string, number: number): SessionParameters {
  return {
    event: 'Water Days',
    session: `Talk ${number}`,
    url: `http://${host}/talk/${number}`,
    filename: `talk-${number}.md`,
    track: 'Rivers',
  }
}
