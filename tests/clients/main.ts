/** `npm run clients [-- name …] [--markdown file]`: makes a client with every generator and uses it against the service. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startService } from '../e2e/service.ts'
import { startFakeConference } from '../harness/fake-conference.ts'
import { allGenerators } from './all-generators.ts'
import { lineOf, reportOf } from './report.ts'
import { runGenerator } from './run-generator.ts'

const { values, positionals } = parseArgs({
  options: { markdown: { type: 'string' } },
  allowPositionals: true,
})
const wanted = allGenerators.filter(
  ({ name, language }) =>
    positionals.length === 0 ||
    positionals.some((word) => `${language} ${name}`.toLowerCase().includes(word.toLowerCase())),
)
if (wanted.length === 0) {
  console.error(
    `usage: npm run clients [-- NAME …] [--markdown FILE]; names: ${allGenerators.map(({ name }) => name).join('; ')}`,
  )
  process.exit(2)
}

const dataDir = mkdtempSync(join(tmpdir(), 'async-events-clients-'))
const conference = await startFakeConference({ withSound: false })
const service = await startService({ dataDir, env: { FETCH_ALLOW: conference.host } })
const close = async (): Promise<void> => {
  await service.stop()
  await conference.close()
  rmSync(dataDir, { recursive: true, force: true })
}
process.once('SIGINT', () => close().finally(() => process.exit(130)))
process.once('SIGTERM', () => close().finally(() => process.exit(143)))

const outcomes = []
for (const generator of wanted) {
  console.log(`${generator.language}: ${generator.name} …`)
  const outcome = await runGenerator(generator, {
    // What was installed there is used again by the next run.
    folder: resolve('data/clients', generator.name.replace(/\W+/g, '-')),
    serviceUrl: service.url,
    talkUrl: conference.session('plain', 1).url,
    timeout: 20 * 60_000,
  })
  outcomes.push(outcome)
  console.log(lineOf(outcome))
}
await close()
const report = reportOf(outcomes)
console.log(`\n${report}`)
if (values.markdown) writeFileSync(values.markdown, `${report}\n`)
process.exit(outcomes.some(({ phase }) => phase !== 'done' && phase !== 'absent') ? 1 : 0)
