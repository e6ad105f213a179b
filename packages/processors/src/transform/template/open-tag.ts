/**
 * Where in an HTML tag a text may end: in the tag, or in a quoted attribute of it. Every `<` that could begin a tag is
 * followed, also one within another tag: readers differ in which of them they take.
 */
export interface OpenTag {
  tag: boolean
  double: boolean
  single: boolean
}

export const noTag: OpenTag = { tag: false, double: false, single: false }

export const isOpen = ({ tag, double, single }: OpenTag): boolean => tag || double || single

/** Reads on from `before`. Linear: what began at different places and is in the same state goes on as one. */
export function readTags(text: string, before: OpenTag): OpenTag {
  let { tag, double, single } = before
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"') [tag, double] = [double, tag]
    else if (sign === "'") [tag, single] = [single, tag]
    else if (sign === '>') tag = false
    if (/[a-z/]/i.test(sign ?? '') && text[at - 1] === '<') tag = true
  }
  return { tag, double, single }
}
