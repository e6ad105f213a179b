import { runWorker } from '@async-events/worker'

await runWorker('video', process.env)
