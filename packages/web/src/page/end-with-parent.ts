import { workerData } from 'node:worker_threads'

/** Ends the process when its parent is gone, whatever its main thread is at. */
setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL')
}, 1_000)
