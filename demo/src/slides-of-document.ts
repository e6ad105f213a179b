import { withoutCode } from './without-code.ts'

export interface ShownSlide {
  /** Alternative text of the picture. */
  title: string
  /** As the link has it. */
  target: string
  /** Seconds of the first recording link next to the picture; null without one. */
  time: number | null
}

/**
 * The pictures of a document that lie beside it, each with what stands around it up to the next heading or picture. One
 * that is a link to elsewhere is a player's.
 */
export function slidesOfDocument(markdown: string): ShownSlide[] {
  const blocks = withoutCode(markdown)
    .split(/^(?=#{1,6} )/m)
    .flatMap((section) => {
      // What stands between a heading and its first picture belongs to that picture.
      const [before = '', first, ...others] = section.split(/(?=!\[)/)
      return first === undefined ? [] : [before + first, ...others]
    })
  return blocks.flatMap((block) => {
    const [, title = '', target = '', around = ''] =
      /!\[((?:\\.|[^\]\\])*)\]\(<?([^)>\s]+)>?[^)]*\)(?:\]\(<?([^)>\s]+))?/.exec(block) ?? []
    if (target === '' || isElsewhere(target) || isElsewhere(around)) return []
    const time = /#t=(\d+(?:\.\d+)?)/.exec(block)?.[1]
    const plain = title.replace(/\\(.)/g, '$1')
    return [{ title: plain, target, time: time === undefined ? null : Number(time) }]
  })
}

const isElsewhere = (target: string): boolean => /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target)
