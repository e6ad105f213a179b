import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetchArchive } from './fetch-archive.ts'

/** Writes the site of a batch into the folder `site` of `out`, instead of an earlier one, and returns that folder. */
export async function fetchSite(api: string, batch: string, out: string): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'async-events-site-'))
  const site = join(out, 'site')
  try {
    const { folder } = await fetchArchive(`${api}/batches/${batch}/site.zip`, place)
    await rm(site, { recursive: true, force: true })
    await cp(folder, site, { recursive: true })
  } finally {
    await rm(place, { recursive: true, force: true })
  }
  return site
}
