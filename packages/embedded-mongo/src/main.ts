import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import process from 'node:process'

// `node:sqlite` warns on import that it is experimental; operators cannot act on that.
const warners = process.listeners('warning')
process.removeAllListeners('warning')
process.on('warning', (warning) => {
  if (warning.name === 'ExperimentalWarning' && warning.message.includes('SQLite')) return
  for (const warn of warners) warn.call(process, warning)
})
const { startEmbeddedMongo } = await import('./index.ts')

const problems: string[] = []
const { DATA_FILE, HOST = '127.0.0.1', PORT = '0', EMBEDDED_SYNC = 'normal' } = process.env
if (!DATA_FILE) problems.push('DATA_FILE is missing: the path of the SQLite file')
if (!/^\d{1,5}$/.test(PORT)) problems.push(`PORT must be a port number, not '${PORT}'`)
if (EMBEDDED_SYNC !== 'normal' && EMBEDDED_SYNC !== 'full')
  problems.push(`EMBEDDED_SYNC must be normal or full, not '${EMBEDDED_SYNC}'`)

function fail(reasons: readonly string[]): never {
  for (const reason of reasons) process.stderr.write(`embedded-mongo: ${reason}\n`)
  process.exit(1)
}

if (!DATA_FILE || problems.length > 0) fail(problems)

try {
  const file = resolve(DATA_FILE)
  mkdirSync(dirname(file), { recursive: true })
  const server = await startEmbeddedMongo({
    file,
    host: HOST,
    port: Number(PORT),
    sync: EMBEDDED_SYNC === 'full' ? 'full' : 'normal',
    log: (line) => process.stderr.write(`${JSON.stringify({ at: new Date(), ...line })}\n`),
  })
  const stop = () => {
    server.close().then(
      () => process.exit(0),
      (error: unknown) => fail([String(error)]),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.stdout.write(`${JSON.stringify({ ready: true, port: server.port, uri: server.uri })}\n`)
} catch (error) {
  fail([error instanceof Error ? error.message : String(error)])
}
