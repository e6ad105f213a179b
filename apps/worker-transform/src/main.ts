import { runWorker } from '@async-events/stack'

await runWorker({ queue: 'transform', concurrency: 4, env: process.env })
