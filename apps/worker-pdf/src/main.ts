import { runWorker } from '@async-events/stack'

await runWorker({ queue: 'pdf', concurrency: 2, env: process.env })
