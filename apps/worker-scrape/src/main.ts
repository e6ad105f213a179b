import { runWorker } from '@async-events/stack'

await runWorker({ queue: 'scrape', concurrency: 20, env: process.env })
