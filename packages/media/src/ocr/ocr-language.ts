import { AppError, primarySubtag } from '@async-events/core'
import { runTool, type ToolContext } from '@async-events/sandbox'

/** Tesseract's language packs by primary BCP 47 subtag (names of `tessdata` files). */
const packs: Readonly<Record<string, string>> = {
  ar: 'ara',
  bg: 'bul',
  ca: 'cat',
  cs: 'ces',
  da: 'dan',
  de: 'deu',
  el: 'ell',
  en: 'eng',
  es: 'spa',
  et: 'est',
  eu: 'eus',
  fa: 'fas',
  fi: 'fin',
  fr: 'fra',
  gl: 'glg',
  he: 'heb',
  hi: 'hin',
  hr: 'hrv',
  hu: 'hun',
  id: 'ind',
  is: 'isl',
  it: 'ita',
  ja: 'jpn',
  ko: 'kor',
  lt: 'lit',
  lv: 'lav',
  nb: 'nor',
  nl: 'nld',
  nn: 'nor',
  no: 'nor',
  pl: 'pol',
  pt: 'por',
  ro: 'ron',
  ru: 'rus',
  sk: 'slk',
  sl: 'slv',
  sr: 'srp',
  sv: 'swe',
  th: 'tha',
  tr: 'tur',
  uk: 'ukr',
  vi: 'vie',
  zh: 'chi_sim',
}
const fallback = 'eng'

export interface OcrLanguage {
  /** Pack used. */
  pack: string
  /** A better pack that is not installed; null when there is none. */
  missing: string | null
}

/** Pack for a BCP 47 tag, English as the fallback. Throws `tool_missing` without either. */
export async function findOcrLanguage(ctx: ToolContext, language: string): Promise<OcrLanguage> {
  const wanted = packs[primarySubtag(language) ?? ''] ?? fallback
  const installed = await listPacks(ctx)
  if (installed.has(wanted)) return { pack: wanted, missing: null }
  if (installed.has(fallback)) return { pack: fallback, missing: wanted }
  throw new AppError(
    'tool_missing',
    `No language pack of Tesseract is installed on this worker; install ${packageOfPack(wanted)}`,
  )
}

/** Debian and Ubuntu package of a language pack. */
export const packageOfPack = (pack: string): string => `tesseract-ocr-${pack.replaceAll('_', '-')}`

/** Names of the packs that are installed, such as `eng`. Throws `tool_missing` without Tesseract. */
export async function installedOcrPacks(ctx: ToolContext): Promise<string[]> {
  // Finds out how a page is turned, and reads nothing.
  return [...(await listPacks(ctx))].filter((pack) => pack !== 'osd').sort()
}

async function listPacks(ctx: ToolContext): Promise<Set<string>> {
  const { stdout } = await runTool(ctx, {
    tool: 'tesseract',
    args: ['--list-langs'],
    wallMs: 30_000,
    cpuSeconds: 10,
    addressSpaceBytes: 2 * 1024 ** 3,
    residentBytes: 256 * 1024 ** 2,
    fileBytes: 1024 ** 2,
    failAs: 'unexpected',
  })
  // The first line is their folder.
  return new Set(
    stdout
      .toString()
      .trim()
      .split(/\s*\n\s*/)
      .slice(1),
  )
}
