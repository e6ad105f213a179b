import { runWorker } from '@async-events/worker'

await runWorker({ queue: 'audio', concurrency: 1, tools: ['ffmpeg', 'ffprobe'], env: process.env })
