import { join } from 'node:path'

/** `name` in `folder`, without traversal. */
export function fileInside(folder: string, name: string): string {
  if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name)) {
    throw new TypeError('a materialized file needs a plain name')
  }
  return join(folder, name)
}
