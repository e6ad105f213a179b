import { findToolOnPath } from '@async-events/sandbox/find-tool'
import { Command } from '@commander-js/extra-typings'
import { checkFolders } from '../doctor/check-folders.ts'
import { checkPrograms } from '../doctor/check-programs.ts'
import { checkService } from '../doctor/check-service.ts'
import { checkSpeech } from '../doctor/check-speech.ts'
import type { Finding } from '../doctor/finding.ts'
import { exitCodes } from '../exit-codes.ts'
import { printable } from '../printable.ts'
import type { Start } from '../session.ts'
import type { Colours } from '../terminal/output.ts'
import { padded } from '../terminal/table.ts'

const titles: Readonly<Record<Finding['group'], string>> = {
  programs: 'Programs of this machine',
  speech: 'Speech recognition on this machine',
  service: 'The service',
  folders: 'Folders',
}

export const doctorCommand = (start: Start) =>
  new Command('doctor')
    .summary('check this machine and the service')
    .description(
      'Looks for what the service needs: programs, models, folders and servers, and tells the command that mends what is missing. Ends with 1 when something is missing that the service cannot do without. With --json: one object per finding.',
    )
    .option('--service', 'only the service, such as one that runs elsewhere')
    .action(async (options) => {
      const session = start()
      const { client, server, out, signal, surroundings } = session
      const { env } = surroundings
      const findTool = findToolOnPath({ path: env.PATH })
      const findings = [
        ...(options.service ? [] : checkPrograms(env, findTool)),
        ...(options.service ? [] : await checkSpeech(env, findTool)),
        ...(options.service ? [] : await checkFolders(env)),
        ...(await checkService({ client, server, env, signal })),
      ]
      for (const finding of findings) out.data(finding)
      for (const line of report(findings, out.colours)) out.line(line)
      const missing = findings.filter(({ state }) => state === 'missing').length
      const advised = findings.filter(({ state }) => state === 'advised').length
      out.line(missing + advised === 0 ? '\nAll is well.' : `\n${missing} missing, ${advised} advised.`)
      if (missing > 0) session.exitCode = exitCodes.other
    })

function report(findings: readonly Finding[], colours: Colours): string[] {
  const width = Math.max(...findings.map(({ name }) => name.length))
  const marks = { ok: colours.green('✓'), missing: colours.red('✗'), advised: colours.yellow('!') }
  return Object.entries(titles).flatMap(([group, title]) => {
    const found = findings.filter((finding) => finding.group === group)
    const lines = found.flatMap(({ name, state, about, mend }) => [
      `  ${marks[state]} ${padded(name, width)}  ${state === 'ok' ? '' : `${state}: `}${printable(about)}`.trimEnd(),
      ...(mend === null ? [] : [`      ${colours.bold(printable(mend))}`]),
    ])
    return found.length === 0 ? [] : [colours.bold(title), ...lines]
  })
}
