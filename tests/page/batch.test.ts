import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { client, heldTalk, lostTalk, quickTalk } from './talks.ts'
import { expectAccessible, fewLooks, page, url, visit } from './visit.ts'

const large = { id: 'page-large', count: 1000 }
const small = { id: 'page-small' }
const names = async (made: Page): Promise<(string | undefined)[]> =>
  (await made.locator('.jobs-name a').allTextContents()).map((name) => name.split(' - ').at(-1))
const row = (made: Page, name: string) => made.getByRole('row', { name })

describe.skipIf(!page)('a batch', () => {
  beforeAll(async () => {
    const jobs = Array.from({ length: large.count }, (_, index) =>
      heldTalk(`Talk ${String(index + 1).padStart(4, '0')}`),
    )
    await client.createBatch({
      body: { batch_id: large.id, batch_name: 'Large', jobs },
      timeoutMs: 50_000,
    })
    await client.createBatch({
      body: {
        batch_id: small.id,
        batch_name: 'Small',
        jobs: [quickTalk('Reeds grow'), lostTalk('Reeds lost')],
      },
    })
    await client.waitForBatch(small.id)
  })

  it('has a thousand rows, of which only those in sight are in the document', async () => {
    const made = await visit({ view: `#/batches/${large.id}` })
    await made.getByRole('status').getByText('1000 jobs', { exact: true }).waitFor()
    await row(made, 'Talk 0001').waitFor()
    expect(await made.getByRole('table').getAttribute('aria-rowcount')).toBe('1001')
    expect(await made.locator('.jobs tbody tr').count()).toBeLessThan(80)
    await made.locator('.jobs').evaluate((element) => element.scrollTo(0, element.scrollHeight))
    await row(made, 'Talk 1000').waitFor()
    expect(await row(made, 'Talk 0001').count()).toBe(0)
  })

  it('is used by keys alone', async () => {
    const made = await visit({ view: `#/batches/${large.id}` })
    await made.getByRole('status').getByText('1000 jobs', { exact: true }).waitFor()
    const focused = () => made.evaluate(() => document.activeElement?.textContent?.split(' - ').at(-1))
    await made.keyboard.press('?')
    await made.getByRole('dialog', { name: 'Keys' }).waitFor()
    await made.keyboard.press('Escape')
    await made.keyboard.press('/')
    await made.keyboard.type('talk 09')
    await made.getByText('100 of 1000 jobs').waitFor()
    await row(made, 'Talk 0900').getByRole('link').focus()
    await made.keyboard.press('ArrowDown')
    expect(await focused()).toBe('Talk 0901')
    await made.keyboard.press('End')
    expect(await focused()).toBe('Talk 0999')
    await made.keyboard.press('Home')
    expect(await focused()).toBe('Talk 0900')
    await made.keyboard.press('Enter')
    await made.waitForURL(/#\/jobs\/job-/)
  })

  it('shows what its schedule says of the talks now, and reads it again', async () => {
    const csv = (rows: string[]) => ['title,url,date,start,status', ...rows].join('\n')
    const talk = (name: string, start: string, status = '') =>
      `${name},${url}/samples/talks/sluices.html,2026-06-12,${start},${status}`
    const batch_id = 'page-schedule'
    const imported = (rows: string[]) =>
      client.importBatch({ body: { batch_id, schedule: csv(rows), defaults: { event: 'Reed Camp' } } })
    await imported([
      talk('Stays', '10:00'),
      talk('Moves', '11:00'),
      talk('Off', '12:00'),
      talk('Gone', '13:00'),
    ])
    await imported([talk('Stays', '10:00'), talk('Moves', '17:30'), talk('Off', '12:00', 'cancelled')])
    const made = await visit({ view: `#/batches/${batch_id}` })
    await row(made, 'Moves').getByText('moved').waitFor()
    await row(made, 'Off').locator('.tag').getByText('cancelled').waitFor()
    await row(made, 'Gone').getByText('not in the schedule').waitFor()
    expect(await row(made, 'Stays').locator('.tag').count()).toBe(0)
    await made.getByText('was sent').waitFor()
    await row(made, 'Moves').getByRole('link').click()
    await made.getByText('2026-06-12, 11:00').waitFor()

    const from = await client.importBatch({
      body: { schedule_url: `${url}/samples/schedule.xml`, filter: { track: 'Mitmachen' } },
    })
    const path = { batch_id: from.batch?.batch_id ?? '' }
    expect((await client.refreshBatch({ path, body: { dry_run: true } })).changes?.sessions).toEqual([])
    await made.goto(`${url}/#/batches/${path.batch_id}`)
    await made.getByText('More', { exact: true }).click()
    await made.getByRole('button', { name: 'Import schedule again' }).click()
    await made.getByText('Nothing has changed in the schedule.').waitFor({ timeout: 30_000 })
  })

  it('follows what happens, without a reload', async () => {
    const made = await visit({ view: `#/batches/${large.id}` })
    await made.getByRole('status').getByText('1000 jobs', { exact: true }).waitFor()
    await row(made, 'Talk 0003').getByText('waiting').waitFor()
    const { jobs } = await client.listJobs({ query: { batch_id: large.id, q: 'Talk 0003' } })
    await client.cancelJob({ path: { job_id: jobs[0]?.job_id ?? '' } })
    await row(made, 'Talk 0003').getByText('cancelled').waitFor()
    await made.getByText(/1 cancelled, 999 waiting/).waitFor()
  })

  it('sorts and filters, and keeps that in the address', async () => {
    const made = await visit({ view: `#/batches/${small.id}` })
    await row(made, 'Reeds lost').getByText('failed').waitFor()
    await made.getByRole('columnheader', { name: 'Job' }).getByRole('button').click()
    await made.getByRole('columnheader', { name: 'Job' }).getByRole('button').click()
    await made.waitForURL(/sort=-name/)
    expect(await names(made)).toEqual(['Reeds lost', 'Reeds grow'])
    await made.getByLabel('Status').selectOption('completed')
    await made.getByText('1 of 2 jobs').waitFor()
    await made.reload()
    await made.getByText('1 of 2 jobs').waitFor()
    expect(await names(made)).toEqual(['Reeds grow'])
  })

  it('has two lines for each job on a phone: step and warnings are there, too', async () => {
    const made = await visit({ view: `#/batches/${small.id}`, width: 360 })
    const name = row(made, 'Reeds lost').getByRole('rowheader')
    await name.getByText('1 warning').waitFor()
    const [link, second] = await Promise.all([
      name.getByRole('link').boundingBox(),
      name.locator('.jobs-second').boundingBox(),
    ])
    expect((second?.y ?? 0) - (link?.y ?? 0)).toBeGreaterThan(10)
    expect(await made.getByRole('columnheader').allTextContents()).toEqual(['Job', 'Status', 'Duration'])
  })

  it('shows on a timeline where the time went', async () => {
    const made = await visit({ view: `#/batches/${small.id}` })
    await made.getByRole('button', { name: 'Timeline' }).click()
    await made.waitForURL(/show=timeline/)
    const sums = made.getByRole('region', { name: 'Time by queue' })
    await sums.getByRole('row', { name: /^scrape 2 / }).waitFor()
    const isDrawn = await made.locator('canvas').evaluate((element) => {
      if (!(element instanceof HTMLCanvasElement)) return false
      const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? []
      return pixels.some((value) => value > 0)
    })
    expect(isDrawn).toBe(true)
  })

  it('says that it is gone when somebody deletes it', async () => {
    const body = { batch_id: 'page-deleted', batch_name: 'Soon gone', jobs: [heldTalk('Gone')] }
    await client.createBatch({ body })
    const made = await visit({ view: '#/batches/page-deleted' })
    await row(made, 'Gone').waitFor()
    await client.deleteBatch({ path: { batch_id: 'page-deleted' } })
    await made.getByRole('heading', { name: 'This batch is not there' }).waitFor()
    await made.getByRole('link', { name: 'Show batches' }).click()
    await made.getByRole('button', { name: 'Single jobs' }).waitFor()
  })

  it('has nothing that axe finds, in both themes, on a phone and on a screen', async () => {
    await expectAccessible(`#/batches/${large.id}`, (made) => row(made, 'Talk 0001').waitFor())
    await expectAccessible(`#/batches/${small.id}?show=timeline`, (made) => made.locator('canvas').waitFor())
    await expectAccessible(
      `#/batches/${small.id}`,
      async (made) => {
        await made.getByRole('button', { name: 'Keys' }).click()
        await made.getByRole('dialog').waitFor()
      },
      fewLooks,
    )
    await expectAccessible(
      '#/batches/no-such-batch',
      (made) => made.getByRole('heading', { name: 'This batch is not there' }).waitFor(),
      fewLooks,
    )
  })
})
