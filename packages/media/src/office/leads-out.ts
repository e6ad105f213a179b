import { type Attribute, type Tag, withoutPrefix } from './read-markup.ts'

/** Attributes with references to content in office formats and SVG, without prefix. */
const sources = new Set(['href', 'src', 'image-data'])
/** Elements that are clickable links: nothing is loaded for them. */
const clicked = new Set(['a', 'event-listener', 'area-rectangle', 'area-circle', 'area-polygon'])
const clickable = /^\s*(?:https?|mailto):/i
/** Inline pictures; not SVG, which may have links. */
const inlinePicture = /^data:image\/(?:png|jpeg|gif|webp);/i
/** Unsafe in any attribute. */
const local = /(?:^|url\()\s*["']?(?:file|smb|macro|service|private|vnd\.sun\.star\.[\w.-]+):/i

/**
 * Whether an XML attribute of a presentation loads an external resource: ODF links (`xlink:href`, ODF 1.2 part 1,
 * 19.910), relationships (ECMA-376 part 2, 9.3) and `r:link` of OOXML, SVG references. Clickable http, https and
 * mailto links stay.
 */
export function leadsOut(tag: Tag, { name, value }: Attribute): boolean {
  if (name === 'xmlns' || name.startsWith('xmlns:')) return false
  const plain = withoutPrefix(name)
  if (tag.name === 'Relationship' && plain === 'Target') return relationshipLeadsOut(tag, value)
  // A picture or video by its relationship id; every click there is one.
  if (plain === 'link' && name !== plain) return true
  if (name === 'xml:base') return true
  if (sources.has(plain)) {
    if (clicked.has(tag.name) && clickable.test(value)) return false
    return !staysInside(value) && !inlinePicture.test(value)
  }
  return local.test(value)
}

function relationshipLeadsOut({ attributes }: Tag, target: string): boolean {
  const stated = (wanted: string): string => attributes.find(({ name }) => name === wanted)?.value ?? ''
  if (stated('TargetMode').trim().toLowerCase() !== 'external') return /[:\\]/.test(target)
  return !(stated('Type').endsWith('/hyperlink') && clickable.test(target))
}

/** A name in the package, or a fragment; also after decoding once or twice. */
function staysInside(reference: string): boolean {
  let name = reference.trim()
  for (let round = 0; round < 3; round += 1) {
    if (name.startsWith('#')) return true
    if (/[:\\]|^\/|(?:^|\/)\.\.(?:\/|$)/.test(name)) return false
    try {
      name = decodeURIComponent(name)
    } catch {
      return false
    }
  }
  return true
}
