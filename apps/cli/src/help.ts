import { type CommandUnknownOpts, Help } from '@commander-js/extra-typings'
import { table } from './terminal/table.ts'

/** Two commands in one line: the second by the name of the first, and what both do. */
const pairs: Readonly<Record<string, { second: string; summary: string }>> = {
  pause: { second: 'resume', summary: 'start no further step of a batch, and let it go on' },
}

/** Help of the program on one screen of 30 lines, of a command as commander writes it. */
export function formatHelp(command: CommandUnknownOpts, help: Help): string {
  if (command.parent !== null) return Help.prototype.formatHelp.call(help, command, help)
  const seconds = new Set(Object.values(pairs).map(({ second }) => second))
  const rows = help
    .visibleCommands(command)
    .filter((one) => !seconds.has(one.name()))
    .map((one) => {
      const name = one.name()
      const pair = pairs[name]
      const names = pair === undefined ? name : `${name}, ${pair.second}`
      return [
        `  ${[names, one.usage().replace(/^\[options\] ?/, '')].join(' ')}`,
        pair?.summary ?? (one.summary() || one.description()),
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
