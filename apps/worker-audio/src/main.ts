import { runWorker } from '@async-events/stack'

await runWorker({ queue: 'audio', concurrency: 1, tools: ['ffmpeg', 'ffprobe'], env: process.env })
