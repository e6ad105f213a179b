import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { client, heldTalk } from './talks.ts'
import { expectAccessible, fewLooks, page, url, visit } from './visit.ts'

const source = (made: Page) => made.getByLabel('Addresses of talks')

async function fillIn(made: Page, name: RegExp, value: string): Promise<void> {
  await made.getByLabel(name).fill(value)
  await made.getByLabel(name).blur()
}

const show = (made: Page) => made.getByRole('button', { name: 'Show what would run', exact: true })

/** Drops files as a browser does that gets them from the desktop. */
async function drop(made: Page, files: { name: string; type: string; bytes: Buffer }[]): Promise<void> {
  const given = files.map(({ bytes, ...file }) => ({ ...file, base64: bytes.toString('base64') }))
  const dataTransfer = await made.evaluateHandle((all) => {
    const transfer = new DataTransfer()
    for (const { name, type, base64 } of all)
      transfer.items.add(
        new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name, { type }),
      )
    return transfer
  }, given)
  await source(made).dispatchEvent('drop', { dataTransfer })
}

const sample = async (path: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(`${url}/samples/${path}`)).arrayBuffer())

/** A second of silence, 8,000 samples of 16 bits (RIFF WAVE). */
function silence(): Buffer {
  const [head, data] = [Buffer.alloc(44), Buffer.alloc(16_000)]
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    head.writeUInt16LE(value, at)
  head.writeUInt32LE(8_000, 24)
  head.writeUInt32LE(16_000, 28)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}

/** Two talks that are there, one of them with a time that nobody can read, and one in another room. */
const schedule = (): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="iso-8859-1"?>
<schedule>
  <conference><title>Marsch in Käthe</title><time_zone_name>Europe/Berlin</time_zone_name></conference>
  <day index="1" date="2026-06-12">
    <room name="Reed hall">
      <event id="1">
        <start>10:00</start><duration>00:30</duration><title>Sluices</title><track>Water</track>
        <url>${url}/samples/talks/sluices.html</url>
      </event>
      <event id="2">
        <start>later</start><duration>00:30</duration><title>Reed beds</title><track>Water</track>
        <url>${url}/samples/talks/reed-beds.html</url>
      </event>
    </room>
    <room name="Peat hall">
      <event id="3">
        <start>11:00</start><duration>00:30</duration><title>Peat</title><track>Water</track>
        <url>${url}/samples/talks/marsh-sensors.html</url>
      </event>
    </room>
  </day>
</schedule>`,
    'latin1',
  )

const scheduleFile = () => ({ name: 'schedule.xml', type: 'text/xml', bytes: schedule() })
const showImport = (made: Page) => made.getByRole('button', { name: 'Upload and show what would run' })

const idIn = (made: Page): string => made.url().split('/').at(-1) ?? ''

describe.skipIf(!page)('new documents', () => {
  it('can be asked for by everybody', async () => {
    await expectAccessible('#/new', async (made) => {
      await source(made).fill(`title,url\nSluices,${url}/samples/talks/sluices.html\nA,b,"`)
      await made.getByText('1 not readable').waitFor()
      await source(made).fill(`title,url\nSluices,${url}/samples/talks/sluices.html`)
      await made.getByText('0 talks are ready, 1 incomplete').waitFor()
      await made.getByText('More parameters').click()
      await fillIn(made, /^Event/, 'Wetland Conf 2026')
      await fillIn(made, /^Track/, 'Water')
      await drop(made, [{ name: 'talk.wav', type: 'audio/wav', bytes: silence() }])
      await show(made).click()
      await made.getByRole('row', { name: /^scrape runs/ }).waitFor()
    })
  })

  it('shows what would run, and starts nothing before that was seen', async () => {
    const made = await visit({ view: '#/new' })
    const name = 'Seen before it starts'
    await source(made).fill(`title,url\n${name},${url}/samples/talks/sluices.html`)
    await fillIn(made, /^Event/, 'Wetland Conf 2026')
    await fillIn(made, /^Track/, 'Water')
    const start = made.getByRole('button', { name: 'Start', exact: true })
    expect(await start.isDisabled()).toBe(true)
    await show(made).click()
    await made.getByRole('row', { name: /^transform runs/ }).waitFor()
    expect((await client.listJobs({ query: { q: name } })).total).toBe(0)
    // A dry run is of one request.
    await fillIn(made, /^Track/, 'Still water')
    expect(await start.isDisabled()).toBe(true)
    await show(made).click()
    await start.click()
    await made.waitForURL(/#\/jobs\/job-/)
    const done = await client.waitForJob(idIn(made))
    expect([done.parameters.track, done.status]).toEqual(['Still water', 'completed'])

    // The same again comes from the cache, and took what it took.
    await made.goto(`${url}/#/new`)
    await source(made).fill(`title,url\n${name},${url}/samples/talks/sluices.html`)
    await fillIn(made, /^Event/, 'Wetland Conf 2026')
    await fillIn(made, /^Track/, 'Still water')
    await show(made).click()
    await made.getByRole('row', { name: /^scrape from the cache/ }).waitFor()
  })

  it('says which talks of a batch would be refused, and starts none', async () => {
    const made = await visit({ view: '#/new' })
    await source(made).fill(`${url}/samples/talks/sluices.html\nhttp://10.0.0.1/talk`)
    await fillIn(made, /^Event/, 'Wetland Conf 2026')
    await fillIn(made, /^Track/, 'Water')
    await show(made).click()
    await made.getByText('1 talk would be refused:').waitFor()
    await made.getByText('Talk 2: parameters.url').waitFor()
    await made.getByRole('row', { name: /Sluices scrape/ }).waitFor()
    expect(await made.getByRole('button', { name: 'Start 2 jobs' }).isDisabled()).toBe(true)
  })

  it('reads a table, says what is missing, and starts a batch', async () => {
    const made = await visit({ view: '#/new' })
    const talks = `${url}/samples/talks`
    await source(made).fill(
      `title,url,track\nSluices,${talks}/sluices.html,Water\n,${talks}/reed-beds.html,Reeds\n`,
    )
    await made.getByText('0 talks are ready, 2 incomplete').waitFor()
    expect(await made.getByRole('button', { name: 'Start 2 jobs' }).isDisabled()).toBe(true)
    await fillIn(made, /^Event/, 'Wetland Conf 2026')
    await made.getByText('2 talks are ready').waitFor()
    await made.getByText('The title is made of the address.').waitFor()
    await made.getByLabel('Name of the batch').fill('Pasted')
    await show(made).click()
    await made.getByRole('button', { name: 'Start 2 jobs' }).click()
    await made.waitForURL(/#\/batches\/batch-/)
    const id = idIn(made)
    const { batch } = await client.getBatch({ path: { batch_id: id } })
    expect([batch.batch_name, batch.total_jobs]).toEqual(['Pasted', 2])
    const { jobs } = await client.listJobs({ query: { batch_id: id } })
    expect(jobs.map(({ parameters }) => [parameters.session, parameters.track]).sort()).toEqual([
      ['Reed beds', 'Reeds'],
      ['Sluices', 'Water'],
    ])
    await client.cancelBatch({ path: { batch_id: id } })
  })

  it('shows what the service says of a wrong value, with its field', async () => {
    const made = await visit({ view: '#/new' })
    await source(made).fill('http://10.0.0.1/talk')
    await fillIn(made, /^Event/, 'Wetland Conf 2026')
    await fillIn(made, /^Track/, 'Water')
    await show(made).click()
    await made.locator('.notice-bad', { hasText: 'parameters.url' }).waitFor()
  })

  it('explains parameters in the words of the service', async () => {
    const made = await visit({ view: '#/new' })
    const { components } = await client.getOpenApi()
    const { SessionParameters } = (components as { schemas: Record<string, unknown> }).schemas
    const { description } = (SessionParameters as { properties: { translate: { description: string } } })
      .properties.translate
    await made.getByText(description.split('`')[0] ?? '').waitFor()
  })

  it('takes a dropped table, and JSON as the API takes it', async () => {
    const made = await visit({ view: '#/new' })
    await source(made).waitFor()
    const csv = `title,url\nSluices,${url}/samples/talks/sluices.html\n`
    await drop(made, [{ name: 'talks.csv', type: 'text/csv', bytes: Buffer.from(csv) }])
    await made.getByRole('row', { name: /Sluices/ }).waitFor()
    const json = JSON.stringify({ batch_name: 'Dropped', jobs: ['Reeds one', 'Reeds two'].map(heldTalk) })
    await drop(made, [{ name: 'talks.json', type: 'application/json', bytes: Buffer.from(json) }])
    await made.getByText('2 talks are ready').waitFor()
    await show(made).click()
    await made.getByRole('button', { name: 'Start 2 jobs' }).click()
    await made.waitForURL(/#\/batches\/batch-/)
    const path = { batch_id: idIn(made) }
    const { batch } = await client.getBatch({ path })
    expect([batch.batch_name, batch.pending_jobs]).toEqual(['Dropped', 2])
    await client.deleteBatch({ path })
  })

  it('imports the schedule of a conference, of which it shows first what is kept and what is wrong', async () => {
    const made = await visit({ view: '#/new' })
    await source(made).waitFor()
    await drop(made, [scheduleFile()])
    await showImport(made).click()
    await made.getByText('3 events; 3 kept; 0 of them with a recording').waitFor()
    await made.getByRole('heading', { name: 'Marsch in Käthe' }).waitFor()
    await made.getByRole('listitem').filter({ hasText: 'Line 10: Reed beds: ' }).waitFor()
    await made.getByLabel('Rooms').fill('Reed hall')
    const start = made.getByRole('button', { name: 'Start the import' })
    expect(await start.isDisabled()).toBe(true)
    await showImport(made).click()
    await made.getByText('3 events; 2 kept').waitFor()
    await made.getByRole('row', { name: /Sluices scrape/ }).waitFor()
    await start.click()
    await made.waitForURL(/#\/batches\/batch-/)
    const batch_id = idIn(made)
    const { jobs } = await client.listJobs({ query: { batch_id } })
    expect(jobs.map(({ parameters: { event, session } }) => [event, session]).sort()).toEqual([
      ['Marsch in Käthe', 'Reed beds'],
      ['Marsch in Käthe', 'Sluices'],
    ])
    await client.cancelBatch({ path: { batch_id } })
  })

  it('shows everybody what is in a schedule', async () => {
    await expectAccessible(
      '#/new',
      async (made) => {
        await source(made).waitFor()
        await drop(made, [scheduleFile()])
        await showImport(made).click()
        await made.getByRole('row', { name: /Sluices scrape/ }).waitFor()
      },
      fewLooks,
    )
  })

  it('reads the schedule that an address leads to, where that is said', async () => {
    const made = await visit({ view: '#/new' })
    await source(made).fill(`${url}/samples/schedule.xml`)
    await made.getByLabel('This is the address of the schedule of a conference').check()
    await made.getByLabel('Days').fill('never')
    await show(made).click()
    await made.getByText(/events; 0 kept/).waitFor()
    expect(await made.getByRole('button', { name: 'Start the import' }).isDisabled()).toBe(true)

    // A page may be the programme, or a document to be made.
    await drop(made, [{ name: 'programme.html', type: 'text/html', bytes: Buffer.from('<p>Talks</p>') }])
    await made.getByRole('button', { name: 'It is the schedule of a conference: programme.html' }).click()
    await made.getByText('Schedule: programme.html').waitFor()
    await made.getByRole('button', { name: 'Remove: programme.html' }).click()
    await made.getByText('Nothing yet').waitFor()
  })

  it('says of a file that no job type reads it', async () => {
    const made = await visit({ view: '#/new' })
    await source(made).waitFor()
    await drop(made, [{ name: 'talk.xyz', type: '', bytes: Buffer.from('?') }])
    await made.getByText('No job type reads talk.xyz.').waitFor()
  })

  it('shows what a template makes', async () => {
    const made = await visit({ view: '#/new' })
    await made.getByRole('button', { name: 'Preview' }).click()
    const dialog = made.getByRole('dialog', { name: 'Preview of Session' })
    await dialog.locator('.document h2').first().waitFor()
    expect(await dialog.locator('.document').textContent()).toContain('⟦')
    await made.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('uploads slides that are chosen, and a recording that is dropped, each for a job of its kind', async () => {
    const made = await visit({ view: '#/new' })
    const slides = { name: 'reed-beds.pdf', mimeType: 'application/pdf' }
    await made.getByLabel('Files').setInputFiles({ ...slides, buffer: await sample('slides/reed-beds.pdf') })
    await drop(made, [{ name: 'talk.wav', type: 'audio/wav', bytes: silence() }])
    await made.getByRole('button', { name: 'Upload and show what would run: talk.wav' }).click()
    const recording = made.locator('.card', { hasText: 'talk.wav' })
    await recording.getByRole('row', { name: /^audio/ }).waitFor()
    await made.getByRole('button', { name: 'Upload and show what would run: reed-beds.pdf' }).click()
    await made.getByRole('row', { name: /^pdf runs/ }).waitFor()
    await made.getByRole('button', { name: 'Start: reed-beds.pdf' }).click()
    await made.waitForURL(/#\/jobs\/job-/)
    const ofSlides = await client.waitForJob(idIn(made))
    expect([ofSlides.job_type, ofSlides.job_name, ofSlides.status]).toEqual(['pdf', 'reed-beds', 'completed'])

    await made.goto(`${url}/#/new`)
    await drop(made, [{ name: 'quiet.wav', type: 'audio/wav', bytes: silence() }])
    await made.getByRole('button', { name: 'Upload and show what would run: quiet.wav' }).click()
    await made.getByRole('button', { name: 'Start: quiet.wav' }).click()
    await made.waitForURL(/#\/jobs\/job-/)
    const { job } = await client.getJob({ path: { job_id: idIn(made) } })
    expect([job.job_type, job.parameters.source]).toMatchObject(['audio', { filename: 'quiet.wav' }])
    await client.deleteJob({ path: { job_id: job.job_id } })
  })
})
