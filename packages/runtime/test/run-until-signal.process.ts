/** Run as a process by run-until-signal.native.test.ts: argv[2] says how `stop` behaves, argv[3] what goes wrong. */
import { runUntilSignal } from '../src/run-until-signal.ts'

const [, , stopping = 'quick', failing = 'none'] = process.argv
const write = (_data: unknown, message?: string) => console.log(message ?? String(_data))
const hang = setInterval(() => {}, 1_000)

runUntilSignal({
  log: { info: write, warn: write, error: write, fatal: write } as never,
  graceMs: 1_000,
  async stop() {
    console.log('stop was called')
    if (stopping === 'throws') throw new Error('cannot stop')
    if (stopping === 'hangs') await new Promise(() => {})
    clearInterval(hang)
  },
})

if (failing === 'uncaught') setTimeout(() => JSON.parse('{'), 10)
if (failing === 'rejection') void Promise.reject('a reason that is no error')
console.log('up')
