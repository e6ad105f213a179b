import { runWorker } from '@async-events/worker'

await runWorker({ queue: 'pdf', concurrency: 2, env: process.env })
