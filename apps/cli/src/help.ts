import { type CommandUnknownOpts, Help } from '@commander-js/extra-typings'
import { table } from './terminal/table.ts'

/** Commands in one line: the others by the name of the first, and what they do. */
const groups: Readonly<Record<string, { others: string[]; summary: string }>> = {
  pause: { others: ['resume'], summary: 'start no further step of a batch, and let it go on' },
}

/** Help of the program on one screen of 30 lines, of a command as commander writes it. */
export function formatHelp(command: CommandUnknownOpts, help: Help): string {
  if (command.parent !== null) return Help.prototype.formatHelp.call(help, command, help)
  const others = new Set(Object.values(groups).flatMap((group) => group.others))
  const rows = help
    .visibleCommands(command)
    .filter((one) => !others.has(one.name()))
    .map((one) => {
      const name = one.name()
      const group = groups[name]
      const names = [name, ...(group?.others ?? [])].join(', ')
      return [
        `  ${[names, one.usage().replace(/^\[options\] ?/, '')].join(' ')}`,
        group?.summary ?? (one.summary() || one.description()),
      ]
    })
  return [
    `Usage: ${command.name()} COMMAND [options]    (each command has --help)`,
    ...table(rows),
    'Options: --server URL (or ASYNC_EVENTS_URL), --user ID, --json, --version',
    'Key: ASYNC_EVENTS_API_KEY. Exit codes: 0 done, 1 error, 2 usage, 3 job failed,',
    '4 not found or denied, 5 conflict, 6 unreachable, 7 time-out, 130 interrupted',
    '',
  ].join('\n')
}
