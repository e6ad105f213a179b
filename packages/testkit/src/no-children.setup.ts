import children from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
import { afterAll } from 'vitest'

const starters = ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'] as const
const refused = new Set<string>()

const problem = (programs: Iterable<string>): Error =>
  new Error(
    `A unit test starts no child process (${[...programs].join(', ')}): rename its file to *.native.test.ts`,
  )

function refuse(program: string): never {
  refused.add(program)
  throw problem([program])
}

/** For the project `unit`: its tests start no child process. */
for (const starter of starters) Object.assign(children, { [starter]: refuse })
syncBuiltinESMExports()

// Code under test may catch the error above.
afterAll(() => {
  const programs = [...refused]
  refused.clear()
  if (programs.length > 0) throw problem(programs)
})
