import { runWorker } from '@async-events/worker'

await runWorker('transform', process.env)
