import { runWorker } from '@async-events/worker'

await runWorker({ queue: 'video', concurrency: 2, tools: ['ffmpeg', 'ffprobe'], env: process.env })
