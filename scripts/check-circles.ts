/** Finds circles of imports between files and between packages. `import type` counts. */
import { join } from 'node:path'
import { findCircles } from './imports/find-circles.ts'
import { graphOfFiles, graphOfPackages, readImports, readWorkspace } from './imports/read-imports.ts'

/** A line for each circle, such as `circle of files: a.ts -> b.ts -> a.ts`. */
export function circleProblems(root: string): string[] {
  const imports = readImports(root)
  const workspace = readWorkspace(root)
  if (imports.size === 0) return [`no source file was found in ${root}`]
  return [
    ...findCircles(graphOfFiles(imports, workspace)).map((path) => `circle of files: ${path.join(' -> ')}`),
    ...findCircles(graphOfPackages(imports, workspace)).map(
      (path) => `circle of packages: ${path.join(' -> ')}`,
    ),
  ]
}

if (import.meta.main) {
  const problems = circleProblems(join(import.meta.dirname, '..'))
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}
