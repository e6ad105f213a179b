import type { TextField } from '@async-events/core'

/** Blocks that a template may ask for with `{name}`. */
export const blockNames = ['slides', 'videoplayer'] as const
export type BlockName = (typeof blockNames)[number]

/** What stands between the pieces of literal text of a template. */
export type Placeholder = { kind: 'value'; name: string } | { kind: 'block'; name: BlockName }

/** Literal text and placeholders, in order. */
export type Piece = string | Placeholder

/**
 * Where in the Markdown of the body a placeholder stands: in running text, in a row of a table, in fenced code or a code
 * span, as the whole address of a link, as a part of one, or as the title behind it.
 */
export type Place = 'text' | 'cell' | 'code' | 'code-span' | 'address' | 'address-part' | 'title'

/** A placeholder of the body. */
export type PlacedPlaceholder = Placeholder & { place: Place }

/** One line of a template's body. */
export type TemplateLine = (string | PlacedPlaceholder)[]

export interface TemplateSection {
  /** 0 for what stands before the first heading. */
  level: number
  heading: TemplateLine
  /** Paragraphs, each a list of lines. */
  paragraphs: TemplateLine[][]
}

export interface Template {
  /** As found, such as `Session_de`. */
  name: string
  /** Of its headings; from the name, `en` when the name has none. */
  language: string
  /** Top-level keys with their values; a string may hold marks (see `marks.ts`). */
  frontMatter: [key: string, value: unknown][]
  /** What the marks of the front matter stand for. */
  frontMatterPlaceholders: Placeholder[]
  sections: TemplateSection[]
  /** What the text model fills, in the order of the template. */
  fields: TextField[]
  /** Context values that the template uses. */
  names: string[]
  systemPrompt: string
}
