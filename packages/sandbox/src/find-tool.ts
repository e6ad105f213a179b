import { delimiter, join } from 'node:path'
import type { FindTool } from '@async-events/core'
import { isExecutable } from './is-executable.ts'

export interface FindToolOptions {
  /** PATH of the environment; the usual folders when missing. */
  path?: string | undefined
}

/** Usual program folders, for callers without a PATH. */
const usualFolders = [
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
  '/opt/homebrew/bin',
]

/** Finds programs on the PATH. Found ones are cached while they exist; missing ones are looked up again. */
export function findToolOnPath({ path }: FindToolOptions = {}): FindTool {
  const folders = path ? path.split(delimiter).filter((folder) => folder !== '') : usualFolders
  const found = new Map<string, string>()
  return (name) => {
    const known = found.get(name)
    if (known !== undefined && isExecutable(known)) return known
    for (const folder of folders) {
      const file = join(folder, name)
      if (!isExecutable(file)) continue
      found.set(name, file)
      return file
    }
    return null
  }
}
