import { artifactRefSchema, defineProcessor, fetchErrors, languageField } from '@async-events/core'
import { z } from 'zod'

const picture = artifactRefSchema.extend({
  width: z.number().int().positive(),
  height: z.number().int().positive(),
})

const part = z.number()

/** A part of a page's text. */
export const blockSchema = z.object({
  /** A paragraph or plain point, a point with bullet or number, code, a table. */
  kind: z.enum(['text', 'item', 'code', 'table']),
  /** As on the page; of code with their indentation; empty for a table. */
  lines: z.array(z.string()),
  /** Cells of a table, row by row. */
  rows: z.array(z.array(z.string())).optional(),
  /** Depth of indentation, from 0. */
  level: z.number().int().nonnegative(),
  /** In fractions of the page's width and height; a little outside for text that leaves the page. */
  place: z.object({ left: part, top: part, right: part, bottom: part }),
  /** Font size in fractions of the page's height. */
  size: part,
  /** True for headers and footers, which are no content of the page. */
  running: z.boolean().optional(),
})
export type Block = z.infer<typeof blockSchema>

/** A page; `pages` of the index. */
export const pageSchema = z.object({
  /** Counted from 1. */
  number: z.number().int().positive(),
  /** Text in reading order, a line a line of the page. */
  text: z.string(),
  /** Parts of the text; absent where only its lines are known. */
  blocks: z.array(blockSchema).optional(),
  /** What the speaker wrote below the slide; absent where there is nothing. */
  notes: z.string().optional(),
  /** The page's largest line, or what the outline calls it. */
  title: z.string().nullable(),
  /** True when the text was read from the picture. */
  ocr: z.boolean(),
  links: z.array(z.string()),
  /** In two sizes; null where the page could not be drawn. */
  picture: picture.nullable(),
  thumbnail: picture.nullable(),
  /** Base64 of 32 × 18 grey values, row by row: tells which slide a picture of the video shows. */
  fingerprint: z.string().nullable(),
})
export type Page = z.infer<typeof pageSchema>

/** `index` of the result. */
export const pdfIndexSchema = z.object({
  outline: z.array(
    z.object({ title: z.string(), page: z.number().int().nullable(), level: z.number().int() }),
  ),
  pages: z.array(pageSchema),
})
export type PdfIndex = z.infer<typeof pdfIndexSchema>

export const pdfContract = defineProcessor({
  name: 'pdf',
  summary: 'Reads slides: the text of each page, its picture in two sizes, outline and links; scans by OCR.',
  queue: 'pdf',
  version: 6,
  params: z.object({
    attachment_url: z
      .string()
      .describe(
        'The attachment that this step reads; of Google Slides, Google Drive, Dropbox and GitHub the page is enough.',
      ),
    source_language: z.string().default('en'),
  }),
  reads: [],
  source: 'attachment_url',
  shared: true,
  standalone: {
    after: [],
    parameters: z.strictObject({ source_language: languageField.default('en') }),
    reads: 'A PDF, or a presentation where the service can convert it.',
    async files({ index, text }, { readText }) {
      const { outline, pages } = pdfIndexSchema.parse(JSON.parse(await readText(index, index.bytes)))
      const pictureOf = ({ number }: Page): string => `pages/${String(number).padStart(3, '0')}.jpg`
      const shown = pages.map((page) => {
        const { picture, thumbnail: _, fingerprint: __, ...words } = page
        if (!picture) return { ...words, picture: null }
        return { ...words, picture: { path: pictureOf(page), width: picture.width, height: picture.height } }
      })
      return [
        ...pages.flatMap((page) =>
          page.picture ? [{ path: pictureOf(page), ref: artifactRefSchema.parse(page.picture) }] : [],
        ),
        { path: 'text.txt', ref: text },
        {
          path: 'index.json',
          text: `${JSON.stringify({ outline, pages: shown }, null, 2)}\n`,
          media_type: 'application/json',
        },
      ]
    },
  },
  engines: [],
  result: z.object({
    url: z.string().describe('After redirects.'),
    title: z.string().nullable().describe('As the file itself states it.'),
    media_type: z.string(),
    bytes: z.number().int().nonnegative(),
    converted_from: z
      .string()
      .nullable()
      .describe('What it was converted from, such as `pptx`; null for a PDF.'),
    pages: z.number().int().nonnegative(),
    ocr_pages: z.number().int().nonnegative(),
    ocr_engine: z
      .string()
      .nullable()
      .describe('Such as `tesseract`; null when no page needed it or none was there.'),
    text_chars: z.number().int().nonnegative(),
    headings: z
      .array(z.string())
      .max(60)
      .default([])
      .describe('Of the pages, each once, in order; at most 60 of 100 characters.'),
    index: artifactRefSchema.describe('JSON `PdfIndex`.'),
    text: artifactRefSchema.describe('Text of all pages, separated by form feeds.'),
  }),
  timeoutMs: 1_800_000,
  weight: 15,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: [
    ...fetchErrors,
    'unsupported_media',
    'invalid_pdf',
    'pdf_encrypted',
    'too_many_pages',
    'page_too_large',
    'resource_limit',
    'tool_missing',
    'storage_full',
    'artifact_missing',
  ],
})
