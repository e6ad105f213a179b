import { runWorker } from '@async-events/worker'

await runWorker({ queue: 'scrape', concurrency: 20, env: process.env })
