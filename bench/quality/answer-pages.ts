/** The child of `run-system.ts`: reads the pages named on its input with one extractor. */
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { loadExtractor } from './extractors.ts'
import type { Answer, Asked } from './run-system.ts'

const extract = await loadExtractor[process.argv[2] ?? '']?.()
if (!extract) throw new Error(`there is no extractor ${process.argv[2]}`)

const warmPages = 60

// Defuddle prints the trace of each error that it catches; ours to read are the answers.
for (const method of ['debug', 'error', 'info', 'log', 'warn'] as const) console[method] = () => {}

const all = (await text(process.stdin)).split('\n').filter((line) => line !== '')
const pages = all.map((line) => JSON.parse(line) as Asked)
const htmlOf = ({ file }: Asked): string => new TextDecoder().decode(gunzipSync(readFileSync(file)))

// Compiles what runs often: the figures are of a reader that has run for a while.
for (const page of pages.slice(0, warmPages)) {
  try {
    extract(htmlOf(page), page.url)
  } catch {}
}

for (const page of pages) {
  const html = htmlOf(page)
  const answer: Answer = {
    content: '',
    form: 'text',
    title: null,
    littleText: false,
    failed: null,
    cpuMs: 0,
    peakMegabytes: 0,
  }
  const started = process.cpuUsage()
  const cpuMs = (): number => {
    const { user, system } = process.cpuUsage(started)
    return (user + system) / 1000
  }
  try {
    const found = extract(html, page.url)
    answer.cpuMs = cpuMs()
    Object.assign(answer, found)
  } catch (thrown) {
    // Some extractors throw on strange markup: they found nothing.
    answer.cpuMs ||= cpuMs()
    answer.failed = String(thrown)
  }
  answer.peakMegabytes = process.resourceUsage().maxRSS / 1024
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
