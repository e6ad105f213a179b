import { access, constants, mkdir, realpath, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, parse } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AppError } from '@async-events/core'
import { requireTool, runTool, type ToolContext } from '@async-events/sandbox'
import { runOfficeChild } from './run-office-child.ts'

/** Limits of one conversion. */
const limits = {
  wallMs: 5 * 60_000,
  cpuSeconds: 300,
  addressSpaceBytes: 8 * 1024 * 1024 * 1024,
  residentBytes: 1536 * 1024 * 1024,
  fileBytes: 512 * 1024 * 1024,
}

/**
 * LibreOffice's settings, in addition to the copy without links: a document may not fetch anything or run a macro
 * (`officecfg/registry/schema/org/openoffice/{Inet,Office/Common}.xcs` of its source). Version 7.4 fetches linked
 * pictures of ODF files despite `BlockUntrustedRefererLinks` (measured), so it gets a dead proxy: port 9 of localhost,
 * where no server listens.
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
  /** Number of external links removed. */
  links: number
}

/**
 * Converts a presentation with LibreOffice into the empty `folder`. The file has its type's extension. LibreOffice
 * opens a copy without external links (`copyPresentation`). Throws `tool_missing, resource_limit, pdf_encrypted`, and
 * `unsupported_media` when it cannot be converted.
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
        // Its socket: in the work folder, to be removed with it, and short, as socket paths are limited.
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
  // It exits with 0 even when it cannot read it.
  await access(pdf).catch(() => Promise.reject(unreadable(undefined)))
  return { pdf, links }
}

/**
 * `soffice` is a shell script that starts a second program, which starts the office: a signal would only reach the
 * first. So the office binary next to the script is started directly.
 */
async function findOffice({ findTool }: ToolContext): Promise<string> {
  const script = requireTool(findTool, 'soffice')
  const office = join(dirname(await realpath(script)), 'soffice.bin')
  return access(office, constants.X_OK).then(
    () => office,
    () => script,
  )
}

/** Code 81: it has created its profile and needs a restart (`EXITHELPER_NORMAL_RESTART` of its source). */
const asksForAnotherStart = (thrown: unknown): boolean =>
  thrown instanceof AppError && thrown.cause instanceof Error && / ended with 81:/.test(thrown.cause.message)

function unreadable(thrown: unknown): unknown {
  if (thrown !== undefined && !(thrown instanceof AppError && thrown.code === 'unsupported_media'))
    return thrown
  return new AppError('unsupported_media', 'The presentation cannot be converted to PDF', { cause: thrown })
}
