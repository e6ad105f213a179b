import type { PageLink } from '@async-events/core'
import type { PageNode } from '../tree/bounded-page.ts'
import { type FlatPage, sameText } from './flat-element.ts'
import type { LabelledValue } from './labelled-values.ts'
import { plainText, webUrl } from './page-facts.ts'

/** What stands under `Links`, `Attachments` or `Recording`. */
export interface LinkBlock {
  links: PageLink[]
  elements: readonly PageNode[]
  /** There is nothing but links. */
  bare: boolean
}

const maxLinks = 200

export function linkBlocks(page: FlatPage, values: readonly LabelledValue[], url: string): LinkBlock[] {
  return values.flatMap((value): LinkBlock[] => {
    if (value.label !== 'links' && value.label !== 'attachments' && value.label !== 'video') return []
    if (!value.block && isLink(page, value)) return []
    const links: PageLink[] = []
    let rest = value.to - value.from
    for (let at = value.first; at < value.last && links.length < maxLinks; at += 1) {
      const element = page.elements[at]
      if (element?.name !== 'a' || element.from < value.from || element.to > value.to) continue
      const target = webUrl(element.node.attribs.href, url)
      if (target === null) continue
      const title =
        plainText(page.text.slice(element.from, element.to), 200) ??
        plainText(element.node.attribs.title, 200)
      links.push({ url: target, title: title ?? target })
      rest -= element.to - element.from
    }
    if (links.length === 0) return []
    // Line breaks and separators are between them.
    return [{ links, elements: value.elements.map(({ node }) => node), bare: rest <= links.length * 3 }]
  })
}

/** `Watch the recording` that leads to it stands for itself, not for what comes next. */
function isLink(page: FlatPage, { elements }: LabelledValue): boolean {
  const [label] = elements
  if (!label) return false
  for (let at = label.index; at < label.end; at += 1) {
    const element = page.elements[at]
    if (element?.name === 'a' && sameText(element, label)) return true
  }
  return false
}
