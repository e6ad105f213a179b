import type { TextField } from '@async-events/core'

/** Blocks for `{name}`. */
export const blockNames = ['slides', 'videoplayer'] as const
export type BlockName = (typeof blockNames)[number]

/** A placeholder between literal texts of a template. */
export type Placeholder = { kind: 'value'; name: string } | { kind: 'block'; name: BlockName }

/** Literal text and placeholders, in order. */
export type Piece = string | Placeholder

/**
 * Place of a placeholder in the Markdown of the body: running text, table row, fenced code, code span, the whole URL
 * of a link, a part of one, or the link title.
 */
export type Place = 'text' | 'cell' | 'code' | 'code-span' | 'address' | 'address-part' | 'title'

/** A placeholder of the body. */
export type PlacedPlaceholder = Placeholder & { place: Place }

/** One line of a template's body. */
export type TemplateLine = (string | PlacedPlaceholder)[]

export interface TemplateSection {
  /** 0 before the first heading. */
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
  /** Filled by the text model, in template order. */
  fields: TextField[]
  /** Context values that the template uses. */
  names: string[]
  systemPrompt: string
}
