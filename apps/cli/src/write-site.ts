import { join } from 'node:path'
import type { Session } from './session.ts'
import { stated } from './stated.ts'
import { unpackInto } from './unpack-into.ts'

export interface SiteChoices {
  /** Of the site's own words. */
  language?: string | undefined
  /** Where it will be. */
  baseUrl?: string | undefined
}

/** Writes the site of a batch into a folder, and tells the path of its start page. */
export async function writeSite(
  session: Session,
  batch: string,
  folder: string,
  { language, baseUrl }: SiteChoices,
): Promise<void> {
  const { out } = session
  const query = new URLSearchParams(stated({ language, base_url: baseUrl }))
  const path = `/api/event-job/batches/${encodeURIComponent(batch)}/site.zip`
  const written = await unpackInto(session, query.size > 0 ? `${path}?${query}` : path, folder)
  const start = join(folder, 'index.html')
  out.data({ path: start, ...written })
  out.line(start)
}
