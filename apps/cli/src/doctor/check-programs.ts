import type { FindTool } from '@async-events/core'
import { installCommand } from '@async-events/sandbox/packages-of-tools'
import { queues } from '@async-events/worker/queues'
import type { Env, Finding } from './finding.ts'

/** What a program is for, as far as somebody misses it. */
const without: Readonly<Record<string, string>> = {
  ffmpeg: 'recordings cannot be read',
  ffprobe: 'recordings cannot be read',
  'redis-server': 'npm start needs it, unless REDIS_URL names a server',
  tesseract: 'text in scans and pictures is not read',
  soffice: 'slides in pptx and odp are not read',
  'yt-dlp': 'recordings on YouTube and Vimeo are not read',
}

/** Programs that the service runs, as it finds them. */
export function checkPrograms(env: Env, findTool: FindTool): Finding[] {
  const needed = new Set(Object.values(queues).flatMap(({ tools }) => tools))
  if (!env.REDIS_URL) needed.add('redis-server')
  const names = Object.keys(without).filter((name) => name !== 'redis-server' || needed.has(name))
  return names.map((name) => {
    const file = findTool(name)
    const found = { group: 'programs', name } as const
    if (file !== null) return { ...found, state: 'ok', about: file, mend: null }
    return {
      ...found,
      state: needed.has(name) ? 'missing' : 'advised',
      about: without[name] ?? '',
      mend: installCommand(name),
    }
  })
}
