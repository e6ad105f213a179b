/**
 * From the address of a schedule to a published site in one command, and the site before its readers. `npm run test:site --
 * --sessions 200` does so with many sessions, and prints what they cost.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { casesOf } from '@async-events/testkit/long-form'
import { descendantsOf } from '@async-events/testkit/processes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemsOf } from '../../packages/site/test/html-problems.ts'
import { brokenLinks, type Site } from '../../packages/site/test/read-site.ts'
import { runCli } from '../e2e/run-cli.ts'
import {
  type GeneratedConference,
  type GeneratedSession,
  startGeneratedConference,
} from '../harness/generated-conference.ts'
import { type StaticSite, startStaticSite } from '../harness/static-site.ts'
import { watchMemory } from '../harness/watch-memory.ts'
import { fewLooks, page, url, violationsOf, visit } from './visit.ts'

const { SITE_SESSIONS } = process.env
const sizes = SITE_SESSIONS === undefined ? casesOf([200], [3]) : [Number(SITE_SESSIONS)]
/** Milliseconds: a session takes two cores a few seconds. */
const patience = (sessions: number): number => 170_000 + sessions * 10_000

describe.skipIf(!page).each(sizes)('a conference of %i sessions', (sessions) => {
  const folder = mkdtempSync(join(tmpdir(), 'async-events-publish-'))
  const target = join(folder, 'public')
  let conference: GeneratedConference
  let served: StaticSite
  let site: Site
  let held: GeneratedSession[]

  const publish = (interruptAt?: RegExp) =>
    runCli(['publish', conference.url, target, '--base-url', 'https://estuary.example/2026/'], {
      env: { ASYNC_EVENTS_URL: url },
      ...(interruptAt === undefined ? {} : { interruptAt }),
    })

  beforeAll(async () => {
    const port = page?.conferencePort ?? 0
    conference = await startGeneratedConference({ sessions, port, folder })
    held = conference.sessions.filter(({ isLost }) => !isLost)
  }, 60_000)
  afterAll(async () => {
    await served?.close()
    await conference?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is published by one command, which goes on after Ctrl-C', { timeout: patience(sessions) }, async () => {
    const memory = watchMemory(page?.servicePid ?? 0, () => apiPid())
    const [stored, began] = [bytesBelow(page?.dataDir ?? ''), performance.now()]
    const left = await publish(/job\.completed|completed/)
    expect(left).toMatchObject({ code: 130 })
    expect(left.stderr).toContain('run the same command again')

    const whole = await publish()
    const seconds = Math.round((performance.now() - began) / 1000)
    const { allMb, oneMb } = memory()
    const megabytes = (bytes: number): string => `${Math.round(bytes / 1e5) / 10} MB`
    console.log(
      `${sessions} sessions with ${megabytes(conference.recordedBytes)} of recordings: ${seconds} s; at the most ${allMb} MB in all processes, ${oneMb} MB in the API; ${megabytes(bytesBelow(page?.dataDir ?? '') - stored)} stored, site of ${megabytes(bytesBelow(target))}`,
    )
    // 3: not every session has come to a document.
    expect([whole.code, whole.stdout]).toEqual([3, expect.stringContaining(join(target, 'index.html'))])
    expect(whole.stderr).toContain('Going on with publish-')
    const lost = conference.sessions.filter(({ isLost }) => isLost)
    expect(whole.stderr).toMatch(new RegExp(`${lost.length} of the sessions ha(s|ve) no page in the site`))
    expect(whole.stderr).toContain(lost[0]?.title)
    expect(whole.stderr).toContain(`npx -y serve "${target}"`)
    site = readFolder(target)
    const talks = [...site.keys()].filter((path) => /^talks\/.*\.html$/.test(path))
    expect(talks).toHaveLength(held.length)
    // Nothing but the lost pages is wrong with it: one batch, and the same site once more.
    const again = await publish()
    expect(again.code).toBe(3)
    expect(site.size - readFolder(target).size).toBe(0)
  })

  it('is valid HTML without broken links', { timeout: patience(sessions) }, async () => {
    expect(await problemsOf(site)).toEqual([])
    expect(brokenLinks(site)).toEqual([])
    for (const { title } of held) expect(site.get('talks.html')).toContain(title)
  })

  it('finds a spoken sentence, and opens the player at that second', async () => {
    served = await startStaticSite(target)
    const made = await visit({ base: served.url, view: 'index.html' })
    // One with captions, and one whose words were heard.
    for (const hasCaptions of [true, false]) {
      const session = held.find((one) => one.hasCaptions === hasCaptions)
      const said = session?.said.toSorted((a, b) => b.text.length - a.text.length)[0]
      if (session === undefined || said === undefined) throw new Error('there is no such session')
      const search = made.getByRole('search')
      const asked = `${session.title} ${said.text}`
      await search.getByRole('searchbox').fill(asked)
      await search.getByRole('searchbox').press('Enter')
      await made.waitForURL(/search\.html\?q=/)
      const hit = made.locator('#hits > li').first()
      await hit.locator('mark').first().waitFor()
      expect(await hit.locator('h2').textContent()).toBe(session.title)
      await hit.locator('a.time').first().click()
      await made.waitForURL(/talks\/.*#t=\d+/)
      const second = Number(new URL(made.url()).hash.slice('#t='.length))
      // What is heard has other bounds than what is written.
      expect(second).toBeGreaterThan(said.start - (hasCaptions ? 1 : 6))
      expect(second).toBeLessThan(said.end + (hasCaptions ? 0 : 6))
      await made.waitForFunction((at) => {
        const player = document.querySelector('video')
        return player !== null && player.readyState >= 1 && Math.floor(player.currentTime) === at
      }, second)
    }
  })

  it('can be used by everybody', async () => {
    const made = await visit({ base: served.url, view: 'index.html' })
    const [talk, speaker] = [/^talks\/./, /^speakers\/./].map((name) =>
      [...site.keys()].find((path) => name.test(path)),
    )
    for (const view of ['index.html', 'talks.html', talk, speaker, 'search.html?q=Wasser+sensors']) {
      await made.goto(`${served.url}/${view}`)
      if (view?.startsWith('search')) await made.locator('#hits mark').first().waitFor()
      for (const { theme, width } of fewLooks) {
        await made.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        await made.setViewportSize({ width, height: 900 })
        expect([view, theme, await violationsOf(made)]).toEqual([view, theme, []])
      }
    }
  })
})

function apiPid(): number {
  const found = descendantsOf(page?.servicePid ?? 0).find(({ pid }) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('apps/api/src/main.ts'),
  )
  return found?.pid ?? 0
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))

/** As the disk counts them. A file may be gone by then. */
const bytesBelow = (folder: string): number =>
  filesBelow(folder).reduce(
    (sum, path) => sum + 512 * (statSync(path, { throwIfNoEntry: false })?.blocks ?? 0),
    0,
  )

function readFolder(folder: string): Site {
  return new Map(
    filesBelow(folder).map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )
}
