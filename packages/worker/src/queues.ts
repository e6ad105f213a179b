import type { QueueName } from '@async-events/core'

/** What the worker of a queue needs. */
export interface QueueNeeds {
  /** Steps at a time unless `WORKER_CONCURRENCY` says otherwise. */
  concurrency: number
  /** Native programs without which no step of the queue can run: a worker that misses one is not ready. */
  tools: readonly string[]
  /** Debian packages in its image: those of `tools`, and of programs that only some steps use. */
  packages: readonly string[]
  /** Memory limit of its container. */
  memory: `${number}${'m' | 'g'}`
}

const ocr = ['tesseract-ocr', ...['deu', 'fra', 'ita', 'spa'].map((language) => `tesseract-ocr-${language}`)]

/**
 * All that the workers differ in. Read when a worker starts and for the documentation; `scripts/lint-infra.ts` checks
 * the apps, `infra/Dockerfile` and `docker-compose.yml` against it.
 */
export const queues: Readonly<Record<QueueName, QueueNeeds>> = {
  scrape: { concurrency: 20, tools: [], packages: [], memory: '1g' },
  // Python runs yt-dlp.
  video: { concurrency: 2, tools: ['ffmpeg', 'ffprobe'], packages: ['ffmpeg', 'python3'], memory: '2g' },
  audio: {
    concurrency: 1,
    tools: ['ffmpeg', 'ffprobe'],
    // Pictures of a day's recording are read for titles of talks.
    packages: ['ffmpeg', 'pocketsphinx', 'pocketsphinx-en-us', ...ocr],
    memory: '2g',
  },
  pdf: {
    concurrency: 2,
    tools: [],
    packages: ['libreoffice-impress', ...ocr],
    memory: '3g',
  },
  transform: { concurrency: 4, tools: [], packages: [], memory: '1g' },
}
