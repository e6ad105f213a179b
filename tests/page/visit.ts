import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, expect, inject } from 'vitest'

/** Null where there is no browser: then every test of the page is skipped. */
export const page = inject('page')
export const url = page?.url ?? ''
export const keyedUrl = page?.keyedUrl ?? ''

export const themes = ['light', 'dark'] as const
export const widths = [360, 1440] as const
/** Every look in which a view has to be accessible. */
export const looks = themes.flatMap((theme) => widths.map((width) => ({ theme, width })))
export type Look = (typeof looks)[number]
/** Both themes and both widths, each once: for a state of a view that was looked at in every look. */
export const fewLooks: readonly Look[] = [
  { theme: 'light', width: 360 },
  { theme: 'dark', width: 1440 },
]

export interface Visit extends Partial<Look> {
  /** Hash of the view, such as `#/system`. */
  view?: string
  base?: string
  /** Whom a gateway in front of the service would name: the page itself does not know. */
  gatewayUser?: string
}

let browser: Browser | undefined
const opened: { page: Page; problems: string[] }[] = []

afterAll(async () => {
  const problems = opened.flatMap((each) => each.problems)
  await Promise.all(opened.map(({ page: each }) => each.context().close()))
  await browser?.close()
  // A script that was refused by the policy, or failed.
  expect(problems).toEqual([])
})

/** Opens a view in a browser of its own: no storage, English. */
export async function visit({
  view = '#/',
  base = url,
  theme = 'light',
  width = 1440,
  gatewayUser,
}: Visit = {}): Promise<Page> {
  browser ??= await chromium.connect(page?.browser ?? '')
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...(gatewayUser === undefined ? {} : { extraHTTPHeaders: { 'x-user-id': gatewayUser } }),
  })
  const made = await context.newPage()
  made.setDefaultTimeout(6_000)
  const problems: string[] = []
  made.on('pageerror', (error) => problems.push(String(error)))
  made.on('console', (message) => {
    // Answers that are errors are part of the tests; a policy that was broken is not.
    if (message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text()))
      problems.push(message.text())
  })
  opened.push({ page: made, problems })
  await made.goto(`${base}/${view}`)
  return made
}

/** What axe finds wrong with a view as it is shown: the rule, and where. */
export async function violationsOf(made: Page): Promise<string[]> {
  if (await made.evaluate(() => !('axe' in window))) await made.evaluate(axe.source)
  const found = await made.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof axe }
    return (await checker.run()).violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
    }))
  })
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node}`))
}

/** A view in every look, or in those that are given: nothing that axe finds, and nothing wider than the window. */
export async function expectAccessible(
  view: string,
  isShown: (made: Page) => Promise<unknown>,
  inLooks: readonly Look[] = looks,
): Promise<void> {
  const made = await visit({ view, ...inLooks[0] })
  await isShown(made)
  for (const { theme, width } of inLooks) {
    await made.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await made.setViewportSize({ width, height: 900 })
    expect([theme, width, await violationsOf(made)]).toEqual([theme, width, []])
    const room = await made.evaluate(() => {
      const { scrollWidth = 0, clientWidth = 0 } = document.scrollingElement ?? {}
      return { scrollWidth, clientWidth }
    })
    expect([theme, width, room.scrollWidth <= room.clientWidth]).toEqual([theme, width, true])
  }
  await made.context().close()
}
