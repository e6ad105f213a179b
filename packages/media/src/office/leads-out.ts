import { type Attribute, type Tag, withoutPrefix } from './read-markup.ts'

/** Attributes by which office formats and SVG name what is to be shown, by name without prefix. */
const sources = new Set(['href', 'src', 'image-data'])
/** Elements that are links for people to click: nothing is loaded for them. */
const clicked = new Set(['a', 'event-listener', 'area-rectangle', 'area-circle', 'area-polygon'])
const clickable = /^\s*(?:https?|mailto):/i
/** Pictures within the text itself; not SVG, which may lead on. */
const inlinePicture = /^data:image\/(?:png|jpeg|gif|webp);/i
/** In whatever attribute it stands, nothing good comes of it. */
const local = /(?:^|url\()\s*["']?(?:file|smb|macro|service|private|vnd\.sun\.star\.[\w.-]+):/i

/**
 * Whether an attribute of a presentation's XML makes a program open something outside of the package: links of ODF
 * (`xlink:href`, ODF 1.2 part 1, 19.910), relationships (ECMA-376 part 2, 9.3) and `r:link` of OOXML, references of SVG.
 * Links that people click stay, to http, https and mailto.
 */
export function leadsOut(tag: Tag, { name, value }: Attribute): boolean {
  if (name === 'xmlns' || name.startsWith('xmlns:')) return false
  const plain = withoutPrefix(name)
  if (tag.name === 'Relationship' && plain === 'Target') return relationshipLeadsOut(tag, value)
  // A picture or a film by the id of a relationship, and there every click is one.
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

/** A name within the package, or a place in the same part; also when it is decoded once or twice. */
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
