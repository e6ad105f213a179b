import { runWorker } from '@async-events/stack'

await runWorker({ queue: 'audio', concurrency: 1, env: process.env })
