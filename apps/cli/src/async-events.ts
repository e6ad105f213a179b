#!/usr/bin/env node
import { exitCodes } from './exit-codes.ts'
import { runProgram } from './run-program.ts'

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    // The second time nothing is waited for
    if (stop.signal.aborted) process.exit(exitCodes.interrupted)
    stop.abort()
  })
// `async-events list | head` reads no further
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(exitCodes.unread)
  })

process.exitCode = await runProgram(process.argv.slice(2), {
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
})
