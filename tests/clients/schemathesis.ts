/**
 * `npm run schemathesis [-- --seconds N] [--accept]`: requests that a fuzzer makes of the OpenAPI document, right and wrong
 * ones, alone and in sequences, against the service. Fails on what is not in `schemathesis.baseline.json`, whose entries
 * docs/clients.md explains; `--accept` adds what was found.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root, startService } from '../e2e/service.ts'
import { venv } from './tools.ts'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '300' }, accept: { type: 'boolean', default: false } },
})
const folder = join(root, 'data/clients/schemathesis')
mkdirSync(folder, { recursive: true })
const shell = (command: string): number | null =>
  spawnSync('sh', ['-c', command], { cwd: folder, stdio: 'inherit' }).status
if (shell(venv('schemathesis==4.32.5')) !== 0) {
  console.error('It needs Python 3.10 or later with venv, and its package registry.')
  process.exit(1)
}

const dataDir = mkdtempSync(join(tmpdir(), 'async-events-schemathesis-'))
const service = await startService({ dataDir })
const status = shell(
  [
    `.venv/bin/schemathesis run ${service.url}/openapi.json`,
    '--checks all --continue-on-failure --seed 1 --workers 2',
    `--max-time ${Number(values.seconds)}`,
    // A long poll answers after up to 60 s.
    '--request-timeout 70',
    // It would call what the fuzzer names; and figures of a process have no schema.
    '--exclude-operation-id testWebhook --exclude-operation-id metrics',
    `--baseline ${join(import.meta.dirname, 'schemathesis.baseline.json')}`,
    ...(values.accept ? ['--baseline-update'] : []),
  ].join(' '),
)
await service.stop()
rmSync(dataDir, { recursive: true, force: true })
process.exit(status ?? 1)
