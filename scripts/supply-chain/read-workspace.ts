import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A package.json of the workspace. */
export interface WorkspacePackage {
  name: string
  version: string
  license: string | null
  description: string | null
}

/** Our own packages by their folder, `.` for the root; all have the root's licence. */
export function readWorkspace(root: string): Map<string, WorkspacePackage> {
  const read = (folder: string): Partial<WorkspacePackage> =>
    JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  const { license = null } = read('.')
  const files = ['package.json', ...globSync('{apps,packages}/*/package.json', { cwd: root })]
  return new Map(
    files.map(dirname).map((folder) => {
      const { name = folder, version = '0.0.0', description = null } = read(folder)
      return [folder, { name, version, license, description }]
    }),
  )
}
