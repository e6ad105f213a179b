import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Where systems put programs, for callers that hand over no PATH. */
const usualFolders = [
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
  '/opt/homebrew/bin',
]

export type FindExecutable = (name: string) => Promise<string | null>

/** Looks a program up in a PATH, as a shell would. */
export function executableFinder(path: string | undefined): FindExecutable {
  const folders = path ? path.split(delimiter).filter((folder) => folder !== '') : usualFolders
  return async (name) => {
    for (const folder of folders) {
      const file = join(folder, name)
      const found = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      )
      if (found) return file
    }
    return null
  }
}
