import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPage } from '../../src/page/read-page.ts'
import { compareFields, type FieldName, type FieldResult, fieldNames } from './compare-fields.ts'
import { type PageTruth, readTruth } from './page-truth.ts'

export interface MeasuredPage {
  file: string
  system: string
  results: FieldResult[]
}

export interface Share {
  right: number
  total: number
}

/** Reads every page of a folder and compares it with the folder's `truth.json`. */
export function measureFields(folder: string): MeasuredPage[] {
  return readTruth(folder).map((truth) => ({
    file: truth.file,
    system: truth.system ?? /^\d+-([^-.]+)/.exec(truth.file)?.[1] ?? '–',
    results: compareFields(truth, readTruthPage(folder, truth)),
  }))
}

function readTruthPage(folder: string, truth: PageTruth): ReturnType<typeof readPage> {
  const url = new URL(truth.url)
  const fragment = decodeURIComponent(url.hash.slice(1)) || null
  url.hash = ''
  return readPage(readFileSync(join(folder, truth.file)), {
    url: url.href,
    charset: null,
    mediaType: 'text/html',
    about: { ...truth.about, fragment },
  })
}

/** How often each field is right, in the order of the report. */
export function sharesOf(pages: readonly MeasuredPage[]): Map<FieldName, Share> {
  const results = pages.flatMap((page) => page.results)
  return new Map(
    fieldNames.map((name) => {
      const all = results.filter(({ field }) => field === name)
      return [name, { right: all.filter(({ right }) => right).length, total: all.length }]
    }),
  )
}

/** A line for each field that was read wrongly: file, field, expected, got. */
export function missesOf(pages: readonly MeasuredPage[], field?: FieldName): string[] {
  return pages.flatMap(({ file, results }) =>
    results
      .filter((result) => !result.right && (field === undefined || result.field === field))
      .map(
        (miss) => `${file}  ${miss.field}: ${JSON.stringify(miss.expected)}, got ${JSON.stringify(miss.got)}`,
      ),
  )
}
