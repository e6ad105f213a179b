/**
 * Writes the bill of materials as CycloneDX 1.6 JSON: the apps, our packages, and every package they need to run,
 * with licences and digests. The same lock file gives the same bytes.
 *
 *     npm run --silent sbom > sbom.json
 *     npm run --silent sbom -- --timestamp 2026-01-31T12:00:00Z
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readInstalled } from './supply-chain/read-installed.ts'
import { readLock } from './supply-chain/read-lock.ts'
import { readWorkspace } from './supply-chain/read-workspace.ts'
import { writeSbom } from './supply-chain/write-sbom.ts'

const { values } = parseArgs({ options: { timestamp: { type: 'string' } } })
const timestamp = values.timestamp === undefined ? null : new Date(values.timestamp)
if (timestamp !== null && Number.isNaN(timestamp.getTime())) {
  console.error('--timestamp needs a date, such as 2026-01-31T12:00:00Z')
  process.exit(2)
}
const root = join(import.meta.dirname, '..')
const sbom = writeSbom(readLock(root), readWorkspace(root), readInstalled(root), timestamp)
process.stdout.write(`${JSON.stringify(sbom, null, 2)}\n`)
