/**
 * Records `async-events batch … --watch` on the sample conference, as it is drawn on a terminal, and writes it as an animated
 * SVG: docs/images/watch.svg. `node tests/recording/record-watch.ts` makes it anew.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleFolder, startSampleConference } from '@async-events/demo/sample-server'
import { root, startService } from '../e2e/service.ts'
import { animate } from './animate.ts'
import { framesOf } from './frames-of.ts'

const size = { columns: 92, rows: 16 }
const shown = 'async-events batch talks.json --watch'

const folder = mkdtempSync(join(tmpdir(), 'async-events-recording-'))
const conference = await startSampleConference()
const service = await startService({ env: { FETCH_ALLOW: new URL(conference.origin).host } })
try {
  const sessions = readFileSync(join(sampleFolder, 'sessions.json'), 'utf8')
  writeFileSync(join(folder, 'talks.json'), sessions.replaceAll('{origin}', conference.origin))
  const program = join(root, 'apps/cli/src/async-events.ts')
  const command = `stty cols ${size.columns} rows ${size.rows}; exec '${process.execPath}' '${program}' batch talks.json --name 'Wetland Conf' --watch`
  const [output, timing] = [join(folder, 'output'), join(folder, 'timing')]
  // This process serves the pages meanwhile
  const recorder = spawn(
    'script',
    ['--quiet', '--log-out', output, '--log-timing', timing, '--command', command],
    {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, ASYNC_EVENTS_URL: service.url, TERM: 'xterm-256color' },
    },
  )
  await once(recorder, 'close')
  const frames = await framesOf(readFileSync(output), readFileSync(timing, 'utf8'), size, `$ ${shown}\r\n`)
  const file = join(root, 'docs/images/watch.svg')
  writeFileSync(file, animate(frames, size, shown))
  console.log(`${file}: ${frames.length} frames`)
} finally {
  await service.stop()
  await conference.close()
  rmSync(folder, { recursive: true, force: true })
}
