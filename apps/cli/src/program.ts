import addCompletion from '@bomb.sh/tab/commander'
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings'
import type { Command as PlainCommand } from 'commander'
import { batchCommand } from './commands/batch.ts'
import { cancelCommand, pauseCommand, resumeCommand } from './commands/control.ts'
import { doctorCommand } from './commands/doctor.ts'
import { downloadCommand } from './commands/download.ts'
import { exportCommand } from './commands/export.ts'
import { getCommand } from './commands/get.ts'
import { importCommand } from './commands/import.ts'
import { keysCommand } from './commands/keys.ts'
import { listCommand } from './commands/list.ts'
import { logsCommand } from './commands/logs.ts'
import { openCommand } from './commands/open.ts'
import { publishCommand } from './commands/publish.ts'
import { refreshCommand } from './commands/refresh.ts'
import { restartCommand } from './commands/restart.ts'
import { searchCommand } from './commands/search.ts'
import { siteCommand } from './commands/site.ts'
import { submitCommand } from './commands/submit.ts'
import { transcriptCommand } from './commands/transcript.ts'
import { vaultCommand } from './commands/vault.ts'
import { watchCommand } from './commands/watch.ts'
import { webhooksCommand } from './commands/webhooks.ts'
import { formatHelp } from './help.ts'
import { openSession, type Session, type Start } from './session.ts'
import type { Surroundings } from './surroundings.ts'
import { version } from './version.ts'

const commands: readonly ((start: Start) => CommandUnknownOpts)[] = [
  submitCommand,
  batchCommand,
  importCommand,
  publishCommand,
  refreshCommand,
  watchCommand,
  getCommand,
  listCommand,
  openCommand,
  downloadCommand,
  siteCommand,
  vaultCommand,
  exportCommand,
  searchCommand,
  restartCommand,
  cancelCommand,
  pauseCommand,
  resumeCommand,
  logsCommand,
  transcriptCommand,
  webhooksCommand,
  keysCommand,
  doctorCommand,
]

/** Help and errors as those of the program, also of the commands of a command. */
function inherit(command: CommandUnknownOpts, from: CommandUnknownOpts): void {
  command.copyInheritedSettings(from)
  for (const below of command.commands) inherit(below, command)
}

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
  for (const make of commands) {
    const command = make(start)
    inherit(command, program)
    program.addCommand(command)
  }
  // The types of commander know less of options than those of its wrapper; the commands are the same
  addCompletion(program as unknown as PlainCommand, { completionCommandName: 'completion' })
  return program
}
