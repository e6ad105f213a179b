import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { serveRequests } from '../src/serve-requests.ts'

/** A long-lived child that tries what it is told, as code in the place of a reader would. */
const attempts = {
  pid: () => process.pid,
  environment: () => Object.keys(process.env),
  read: (file: string) => readFileSync(file, 'utf8').length,
  write: (file: string) => writeFileSync(file, 'written'),
  run: () => execFileSync('/bin/true').length,
  thread: () => new Worker('', { eval: true }).threadId,
  hold: (mebibytes: string) => Buffer.alloc(Number(mebibytes) * 1024 * 1024, 1).length,
  fail: (message: string) => {
    throw new Error(message)
  },
  end: () => process.exit(),
  spin: (ms: string) => {
    const until = performance.now() + Number(ms)
    while (performance.now() < until);
    return process.pid
  },
}

export interface Attempt {
  what: keyof typeof attempts
  argument?: string
}

serveRequests(({ what, argument = '' }: Attempt): unknown => {
  const answer = attempts[what](argument)
  // What was held must still be held when the memory is looked at.
  if (what === 'hold') attempts.spin('2000')
  return answer
})
