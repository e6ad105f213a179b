import { createHash } from 'node:crypto'
import { linkTo } from '../pages/links.ts'

/** A path of the site as feeds name it: absolute where the site knows its address, else relative to the feed. */
export const addressOf = (baseUrl: string | null, path: string): string =>
  baseUrl === null ? linkTo('feed.xml', path) : new URL(linkTo('feed.xml', path), baseUrl).href

/** An identifier that stays the same wherever the site is: that of the job, else of its text. */
export function urnOf(id: string): string {
  const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.exec(id)?.[0]
  if (uuid !== undefined && !id.includes(',')) return `urn:uuid:${uuid}`
  const hash = createHash('sha256').update(id).digest('hex')
  return `urn:uuid:${hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')}`
}
