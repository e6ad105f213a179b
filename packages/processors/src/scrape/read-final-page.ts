import { AppError, type Fetched, type PageReading, type StepContext } from '@async-events/core'
import type { scrapeContract } from './contract.ts'
import { readFetched } from './read-fetched.ts'

type ScrapeContext = StepContext<typeof scrapeContract>

const maxBytes = 10 * 1024 * 1024
/** For all pages together. */
const timeoutMs = 60_000
/** As many as redirects of HTTP. */
const maxRefreshes = 5
/** Fetching takes this share of the progress shown. */
const fetchPercent = 70

/** A page with so much text is no mere redirect: it counts where its refresh leads nowhere. */
const leastOwnText = 250

export interface FinalPage {
  fetched: Fetched
  page: PageReading
  /** Why the page that should replace this one was not read. */
  lost: AppError | null
}

/** Fetches the page and those that replace it by `<meta http-equiv="refresh">`, and reads the last one that there is. */
export async function readFinalPage(ctx: ScrapeContext): Promise<FinalPage> {
  const deadline = Date.now() + timeoutMs
  const seen = new Set<string>()
  let percent = 0
  const progress = (share: number): void => {
    percent = Math.max(percent, fetchPercent * share)
    ctx.progress(percent, 'Fetching the page')
  }
  let url = ctx.params.url
  let fragment = fragmentOf(url)
  let last: FinalPage | null = null
  /** Of errors that another attempt may not meet, the step makes one. */
  const orLast = (error: unknown): FinalPage => {
    if (!(error instanceof AppError) || error.retryable || last === null) throw error
    if (last.page.markdown.length < leastOwnText || last.page.littleText) throw error
    return { ...last, lost: error }
  }
  for (let refreshes = 0; ; refreshes += 1) {
    let fetched: Fetched
    try {
      fetched = await fetchPage(ctx, url, { deadline, refreshes, progress })
    } catch (error) {
      return orLast(error)
    }
    ctx.progress(fetchPercent, 'Reading the page')
    percent = fetchPercent
    seen.add(withoutFragment(url)).add(withoutFragment(fetched.url))
    const { session, day } = ctx.params
    const page = await readFetched(ctx, fetched, {
      session: session ?? null,
      day: day ?? null,
      fragment,
    })
    // An uploaded file leads nowhere.
    if (page.refresh === null || !/^https?:/.test(fetched.url)) return { fetched, page, lost: null }
    last = { fetched, page, lost: null }
    url = page.refresh
    // A page that has moved keeps the names of its parts.
    fragment = fragmentOf(url) ?? fragment
    if (seen.has(withoutFragment(url)))
      return orLast(new AppError('too_many_redirects', 'The page redirects in a loop'))
    if (refreshes >= maxRefreshes) return orLast(new AppError('too_many_redirects'))
  }
}

async function fetchPage(
  ctx: ScrapeContext,
  url: string,
  {
    deadline,
    refreshes,
    progress,
  }: { deadline: number; refreshes: number; progress: (share: number) => void },
): Promise<Fetched> {
  try {
    return await ctx.fetch({
      url,
      signal: ctx.signal,
      maxBytes,
      timeoutMs: Math.max(1, deadline - Date.now()),
      accept: 'text/html,application/xhtml+xml;q=0.9,text/markdown;q=0.6,text/plain;q=0.5',
      acceptLanguage: `${ctx.params.source_language},en;q=0.5`,
      onProgress: (received, total) => progress(total ? received / total : 0.5),
    })
  } catch (error) {
    if (refreshes > 0 && error instanceof AppError && error.code === 'url_not_allowed')
      throw new AppError('destination_not_allowed', 'The page redirects to a disallowed URL')
    throw error
  }
}

const fragmentOf = (url: string): string | null => /#(.+)$/s.exec(url)?.[1] ?? null

const withoutFragment = (url: string): string => url.replace(/#.*$/s, '')
