import { join } from 'node:path'
import type { Generator } from './generator.ts'

const project = join(import.meta.dirname, 'make-client-project.ts')
const compile = (kind: string): string => `tsc -p project/tsconfig.${kind}.json`

/** `@async-events/client` as npm packs it, in a project of its own, with a Node that npm brings. */
export const typescriptPackage: readonly Generator[] = [20, 22, 24].map((major) => ({
  name: `@async-events/client with Node ${major}`,
  language: 'TypeScript',
  folder: 'typescript',
  files: [],
  needs: [],
  generate: [`node ${project}`],
  compile: ['nodenext', 'bundler'].map(compile),
  use: `cd project && npx --yes --package node@${major} -- bash -c 'node --version | grep "^v${major}\\." && node use-client.mjs'`,
}))
