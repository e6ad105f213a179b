import { runWorker } from '@async-events/stack'

await runWorker({ queue: 'video', concurrency: 2, env: process.env })
