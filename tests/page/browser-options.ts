import { execFileSync } from 'node:child_process'
import type { LaunchOptions } from 'playwright-core'

/** Names of Chromium on a PATH. */
export const browserPrograms = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** How the Chromium of this machine is started; null where there is none. */
export function browserOptions(): LaunchOptions | null {
  const executablePath = browserPrograms.map(pathOf).find((path) => path !== null)
  if (!executablePath) return null
  // Chromium refuses its sandbox to root, who runs the tests in containers; it shows nothing but our own pages.
  return { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] }
}

function pathOf(program: string): string | null {
  try {
    return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}
