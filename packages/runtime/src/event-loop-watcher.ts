/** The thread of `watchEventLoop`. */
import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'

const { turns, limitMs } = workerData as { turns: Int32Array<SharedArrayBuffer>; limitMs: number }
const looks = 10
let seen = -1
let unchanged = 0

setInterval(() => {
  const now = Atomics.load(turns, 0)
  unchanged = now === seen ? unchanged + 1 : 0
  seen = now
  if (unchanged < looks) return
  const line = { level: 'fatal', time: new Date().toISOString(), msg: 'the event loop is blocked; ending' }
  try {
    writeSync(2, `${JSON.stringify({ ...line, limit_ms: limitMs })}\n`)
  } finally {
    process.kill(process.pid, 'SIGKILL')
  }
}, limitMs / looks)
