import { runWorker } from '@async-events/worker'

await runWorker('pdf', process.env)
