import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { verifyArchive } from '@async-events/processors/verify'
import { createLogger, readConfig } from '@async-events/runtime'
import { openStack, stackConfig } from '@async-events/stack'
import { type Rebuilt, rebuildArchive } from '@async-events/worker'
import { z } from 'zod'
import { localServers } from './local-servers.ts'
import { printable } from './printable.ts'

export const verifyUsage = `usage:
  verify FILE.zip               checks every file against the manifest, the links, and the schemas of the data
  verify FILE.zip --job JOB_ID  also makes the archive again from what the job stored, and compares the bytes

The service is that of MONGODB_URI and REDIS_URL, or the one that "npm start" runs on DATA_DIR (./data).`

type Print = (line: string) => void
type Env = Record<string, string | undefined>

/** Verifies an archive. Returns the exit code: 0 when nothing is wrong, 1 otherwise. */
export async function runVerify(args: string[], env: Env, print: Print): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { job: { type: 'string' } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) {
    print(verifyUsage)
    return 2
  }
  const { files, bytes, problems } = await verifyArchive(file)
  for (const { code, path, message } of problems)
    print(printable(`✗ ${code}  ${path === null ? '' : `${path}: `}${message}`))
  const found = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  print(printable(`${problems.length === 0 ? '✓' : '✗'} ${file}: ${files} files, ${bytes} bytes, ${found}`))
  const same = values.job === undefined || (await isSame(file, values.job, env, print))
  return problems.length === 0 && same ? 0 : 1
}

async function isSame(file: string, jobId: string, env: Env, print: Print): Promise<boolean> {
  const rebuilt = await rebuild(jobId, env)
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  const same = hash.digest('hex') === rebuilt.archive.sha256
  const { steps, kept } = rebuilt
  const how = `${steps.join(' and ')} ran again`
  if (kept !== null) print(printable(notWrittenAgain(kept)))
  print(
    printable(
      same
        ? `✓ made again from the sources of ${jobId}, byte for byte the same (${how})`
        : `✗ made again from the sources of ${jobId} it differs: ${rebuilt.archive.bytes} bytes (${how})`,
    ),
  )
  return same
}

/** What was not checked, and why. */
const notWrittenAgain = ({ step, engine }: NonNullable<Rebuilt['kept']>): string =>
  `– ${step} did not run again: its text is by ${engine}, ${
    step === 'summary' ? 'from talks that may have other results by now' : 'which would answer otherwise'
  }. The document was taken as stored; all else was made again`

async function rebuild(jobId: string, env: Env): Promise<Rebuilt> {
  const config = readConfig(z.object(stackConfig), {
    ...(await localServers(env.DATA_DIR || 'data')),
    ...env,
  })
  const log = createLogger({ name: 'verify', level: 'silent' })
  const stack = await openStack(config, { appName: 'verify', log })
  const workRoot = await mkdtemp(join(tmpdir(), 'async-events-verify-'))
  try {
    const job = await stack.jobs.get(jobId)
    if (job === null) throw new Error(`There is no job ${jobId}.`)
    return await rebuildArchive(stack, job, {
      workRoot,
      templatesDir: config.TEMPLATES_DIR ?? null,
      signal: AbortSignal.timeout(600_000),
    })
  } finally {
    await stack.close()
    await rm(workRoot, { recursive: true, force: true })
  }
}
