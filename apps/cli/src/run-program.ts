import { CommanderError } from '@commander-js/extra-typings'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { createProgram } from './program.ts'
import { reportError } from './report-error.ts'
import type { Session } from './session.ts'
import type { Surroundings } from './surroundings.ts'

/** Runs one command line. Returns the exit code; everything is written by then. */
export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const opened: Session[] = []
  const program = createProgram(surroundings, (session) => void opened.push(session))
  try {
    await program.parseAsync(args, { from: 'user' })
    return opened.at(-1)?.exitCode ?? exitCodes.done
  } catch (error) {
    // Help and version end so, too; commander has printed what there is to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
    if (surroundings.signal.aborted) return exitCodes.interrupted
    const code = exitCodeOf(error)
    reportError(error, code, {
      surroundings,
      server: opened.at(-1)?.server,
      json: program.opts().json === true,
    })
    return code
  }
}
