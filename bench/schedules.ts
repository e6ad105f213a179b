/**
 * Reads whole schedules, each in a process of its own: seconds, peak memory, and what was read against counts of the raw file
 * that know nothing of our reader. The exit code is 1 where a count differs, or a file takes more than 2 s of the processor or 200 MB.
 * `node bench/schedules.ts schedule.xml …`
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import type { Measured } from './schedules/measure.ts'

const run = promisify(execFile)
const limits = { seconds: 2, megabytes: 200 }

const files = process.argv.slice(2)
if (files.length === 0) console.log('Name the schedules to read: node bench/schedules.ts schedule.xml …')
let failed = false
for (const file of files) {
  if (!existsSync(file)) {
    console.log(`${file} is not there: skipped`)
    continue
  }
  const { stdout } = await run(process.execPath, [`${import.meta.dirname}/schedules/measure.ts`, file])
  const { format, seconds, processor, megabytes, counts, problems } = JSON.parse(stdout) as Measured
  const over = processor > limits.seconds || megabytes > limits.megabytes
  failed ||= over
  console.log(
    `${basename(file)} (${format}): ${seconds.toFixed(2)} s, ${processor.toFixed(2)} s of the processor, ${megabytes.toFixed(0)} MB${over ? ' - over the limit' : ''}`,
  )
  for (const [name, { read, raw }] of Object.entries(counts)) {
    const differs = read !== raw
    failed ||= differs
    console.log(`  ${name.padEnd(12)} ${read} read, ${raw} in the file${differs ? ' - differs' : ''}`)
  }
  console.log(`  problems     ${JSON.stringify(problems)}`)
}
process.exitCode = failed ? 1 : 0
