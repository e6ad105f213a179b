import { Command } from '@commander-js/extra-typings'
import { downloadCommand } from './commands/download.ts'
import { getCommand } from './commands/get.ts'
import { listCommand } from './commands/list.ts'
import { submitCommand } from './commands/submit.ts'
import { watchCommand } from './commands/watch.ts'
import { formatHelp } from './help.ts'
import { openSession, type Session, type Start } from './session.ts'
import type { Surroundings } from './surroundings.ts'
import { version } from './version.ts'

/** The command line with all its commands. `began` hears of the session of the command that runs. */
export function createProgram(surroundings: Surroundings, began: (session: Session) => void) {
  const program = new Command('async-events')
    .description('Conference talks as Markdown documents')
    .option('-s, --server <URL>', 'the service; else ASYNC_EVENTS_URL, else http://127.0.0.1:5000')
    .option('-u, --user <ID>', 'X-User-ID, where the service takes it; else ASYNC_EVENTS_USER')
    .option('-j, --json', 'one JSON document, or JSON lines, on the standard output')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true, formatHelp, helpWidth: 80 })
    .configureOutput({
      writeOut: (text) => void surroundings.stdout.write(text),
      writeErr: (text) => void surroundings.stderr.write(text),
    })
  const start: Start = () => {
    const session = openSession(program.opts(), surroundings)
    began(session)
    return session
  }
  for (const make of [submitCommand, watchCommand, getCommand, listCommand, downloadCommand]) {
    const command = make(start)
    command.copyInheritedSettings(program)
    program.addCommand(command)
  }
  return program
}
