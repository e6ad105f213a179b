/** Run as a process by watch-event-loop.native.test.ts: blocks its event loop for so many milliseconds. */
import { watchEventLoop } from '../src/watch-event-loop.ts'

watchEventLoop({ log: { warn: console.error } as never, limitMs: 1_000 })
const blockMs = Number(process.argv[2])
console.log('up')
setTimeout(() => {
  for (const until = performance.now() + blockMs; performance.now() < until; );
  console.log('turns again')
}, 300)
