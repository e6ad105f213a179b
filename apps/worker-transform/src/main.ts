import { runWorker } from '@async-events/worker'

await runWorker({ queue: 'transform', concurrency: 4, env: process.env })
