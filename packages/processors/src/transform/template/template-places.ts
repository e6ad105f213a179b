import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, type OwnTemplates, storedTemplateLimits } from '@async-events/core'

/** Whose a template is: uploaded by the owner of the job, from the folder of the installation, or ours. */
export const templateOrigins = ['own', 'installation', 'built_in'] as const
export type TemplateOrigin = (typeof templateOrigins)[number]

/** A place that holds templates. */
export interface TemplatePlace {
  origin: TemplateOrigin
  names(): Promise<string[]>
  /** Throws `invalid_template` for one that is too long. */
  read(name: string): Promise<string>
}

/** The `*.md` of a folder. A missing folder is empty. */
export function folderPlace(origin: TemplateOrigin, folder: string): TemplatePlace {
  return {
    origin,
    names: () => namesIn(folder),
    async read(name) {
      const source = await readFile(join(folder, `${name}.md`))
      if (source.length > storedTemplateLimits.bytes)
        throw new AppError('invalid_template', `The template ${name} is too long`)
      return source.toString('utf8')
    },
  }
}

/** What the owner of a job has uploaded. */
export function ownPlace(own: OwnTemplates): TemplatePlace {
  return {
    origin: 'own',
    names: () => own.names(),
    async read(name) {
      const source = await own.read(name)
      if (source === null) throw new AppError('invalid_template', `The template ${name} was deleted`)
      return source
    },
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder)
    return entries.flatMap((file) => (file.endsWith('.md') ? [file.slice(0, -'.md'.length)] : []))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
