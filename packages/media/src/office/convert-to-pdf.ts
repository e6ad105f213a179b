import { access, constants, mkdir, realpath, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, parse } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AppError } from '@async-events/core'
import { requireTool, runTool, type ToolContext } from '@async-events/sandbox'
import { runOfficeChild } from './run-office-child.ts'

/** What one conversion may take. */
const limits = {
  wallMs: 5 * 60_000,
  cpuSeconds: 300,
  addressSpaceBytes: 8 * 1024 * 1024 * 1024,
  residentBytes: 1536 * 1024 * 1024,
  fileBytes: 512 * 1024 * 1024,
}

/**
 * Settings of LibreOffice's own profile, behind the copy without links that it gets: a document may not make it fetch
 * anything, nor run a macro (`officecfg/registry/schema/org/openoffice/{Inet,Office/Common}.xcs` of its source). Version
 * 7.4 fetches pictures that an ODF file links to whatever `BlockUntrustedRefererLinks` says (measured), so all it fetches
 * is sent to a proxy that is not there: port 9 of this machine, where nobody listens.
 */
const inet = '/org.openoffice.Inet/Settings'
const scripting = '/org.openoffice.Office.Common/Security/Scripting'
const settings = [
  [scripting, 'BlockUntrustedRefererLinks', 'true'],
  [scripting, 'DisableMacrosExecution', 'true'],
  [scripting, 'MacroSecurityLevel', '3'],
  [inet, 'ooInetProxyType', '2'],
  [inet, 'ooInetNoProxy', ''],
  ...['HTTP', 'HTTPS', 'FTP'].flatMap((scheme) => [
    [inet, `ooInet${scheme}ProxyName`, '127.0.0.1'],
    [inet, `ooInet${scheme}ProxyPort`, '9'],
  ]),
]
const profileXml = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
${settings.map(([path, name, value]) => `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`).join('\n')}
</oor:items>
`

export interface Converted {
  /** Path of the PDF. */
  pdf: string
  /** Links to things outside of the presentation that were left out. */
  links: number
}

/**
 * Converts a presentation with LibreOffice into `folder`, which is empty. The name of the file has the ending of its
 * kind. What LibreOffice opens is a copy without anything that leads elsewhere (`copyPresentation`). Throws
 * `tool_missing, resource_limit, pdf_encrypted`, and `unsupported_media` when it cannot be converted.
 */
export async function convertToPdf(ctx: ToolContext, file: string, folder: string): Promise<Converted> {
  const tool = await findOffice(ctx)
  const copy = join(folder, basename(file))
  const links = await runOfficeChild(ctx, { file, copy })
  const profile = join(folder, 'profile')
  await mkdir(join(profile, 'user'), { recursive: true })
  await writeFile(join(profile, 'user', 'registrymodifications.xcu'), profileXml)
  const pdf = join(folder, `${parse(file).name}.pdf`)
  const convert = (): Promise<unknown> =>
    runTool(ctx, {
      tool,
      args: [
        `-env:UserInstallation=${pathToFileURL(profile)}`,
        '--headless',
        '--norestore',
        '--nolockcheck',
        // Its socket: in the work folder, where it goes with all else, and by a short name, for sockets have no long ones.
        '-env:OSL_SOCKET_PATH=.',
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        copy,
      ],
      ...limits,
      failAs: 'unsupported_media',
    })
  await convert().catch((thrown: unknown) => {
    if (!asksForAnotherStart(thrown)) throw unreadable(thrown)
    return convert().catch((again: unknown) => Promise.reject(unreadable(again)))
  })
  await rm(copy)
  // It ends well also when it could not read the file.
  await access(pdf).catch(() => Promise.reject(unreadable(undefined)))
  return { pdf, links }
}

/**
 * `soffice` is a shell script, and starts another program that starts the office itself: a signal would reach the
 * first of them only. So the office is started itself where it is beside the script.
 */
async function findOffice({ findTool }: ToolContext): Promise<string> {
  const script = requireTool(findTool, 'soffice')
  const office = join(dirname(await realpath(script)), 'soffice.bin')
  return access(office, constants.X_OK).then(
    () => office,
    () => script,
  )
}

/** Code 81: it has set up its profile and wants to be started again (`EXITHELPER_NORMAL_RESTART` of its source). */
const asksForAnotherStart = (thrown: unknown): boolean =>
  thrown instanceof AppError && thrown.cause instanceof Error && / ended with 81:/.test(thrown.cause.message)

function unreadable(thrown: unknown): unknown {
  if (thrown !== undefined && !(thrown instanceof AppError && thrown.code === 'unsupported_media'))
    return thrown
  return new AppError('unsupported_media', 'The presentation cannot be converted to PDF', { cause: thrown })
}
