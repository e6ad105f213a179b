import { isOrganisation, looksLikePerson, shapedName, statedName, withoutBrackets } from './person-name.ts'

export interface NameListing {
  /** The page calls the text a list of names. */
  stated: boolean
  /** One name with its affiliation behind a comma: an item of a list, or after a label in the singular. */
  single: boolean
}

/**
 * `Ana Ruiz, Jörg Müller and Li Wei`; `Ann Moor, Fen Trust; Rob Dyke, Bird Society`; `by Ana Ruiz and Li Wei`.
 * After a semicolon begins another person; what follows a comma is a person or an affiliation by its words.
 */
export function namesInText(text: string, { stated, single }: NameListing): string[] {
  const line = withoutBrackets(text.slice(0, 600)).trim()
  if (line.length > 400) return []
  const parts = line.split(/\s*[;\n|•·]\s*|\s+\/\s+/).filter((part) => part !== '')
  if (parts.length > 1)
    return parts.flatMap((part) => namesInText(part, { stated, single: line.includes(';') || single }))
  const pieces = line
    .split(/\s*,\s*|\s*[、，]\s*|\s+(?:and|und|et|y|e|en|&|\+)\s+/)
    .filter((part) => part !== '')
  const [head = '', ...rest] = pieces
  const first = stated ? statedName(head) : shapedName(head)
  if (first === null) return []
  if (rest.length === 0) return [first]
  const joined = /\s(?:and|und|et|y|e|en|&|\+)\s/.test(line)
  // `Moor, Ann` is one name; so is `Moor, A.`.
  if (rest.length === 1 && !joined && !first.includes(' ') && /^\p{Lu}[\p{L}.-]*$/u.test(rest[0] ?? ''))
    return [`${rest[0]} ${first}`]
  // Where affiliations stand in brackets a comma separates people.
  if (single && !joined && line.length === text.trim().length) return [first]
  const others = rest.map((part) => (isOrganisation(part) ? null : otherName(part, first, stated)))
  return [first, ...others.filter((name) => name !== null)]
}

/** A name behind another one: of the same shape, since `Ann Moor, gardener` is one person. */
function otherName(text: string, first: string, stated: boolean): string | null {
  const name = shapedName(text)
  if (name !== null) return name
  const alike = stated && !looksLikePerson(first) && text.split(' ').length <= first.split(' ').length
  return alike ? statedName(text) : null
}
