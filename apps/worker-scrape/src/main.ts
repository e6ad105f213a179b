import { runWorker } from '@async-events/worker'

await runWorker('scrape', process.env)
