import { runWorker } from '@async-events/worker'

await runWorker('audio', process.env)
