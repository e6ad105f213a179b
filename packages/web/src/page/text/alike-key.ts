import type { Block } from './blocks.ts'

/** Equal for blocks in containers of the same names: the cards of a list. */
export function alikeKey({ frame }: Block): string {
  const up = frame.parent ?? frame
  const top = up.parent ?? up
  return `${frame.element.name}.${frame.names}<${up.element.name}.${up.names}<${top.element.name}`
}
