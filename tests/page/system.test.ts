import { queueNames } from '@async-events/core'
import { describe, expect, it } from 'vitest'
import { client } from './talks.ts'
import { expectAccessible, page, visit } from './visit.ts'

describe.skipIf(!page)('the system', () => {
  it('shows its stores, queues, workers and versions', async () => {
    const made = await visit({ view: '#/system' })
    for (const store of ['mongodb', 'redis', 'artifacts']) await made.getByText(`${store}: fine`).waitFor()
    for (const queue of queueNames) {
      // Tests beside this one keep steps running.
      await made.getByRole('row', { name: new RegExp(`^${queue} \\d+ \\d+ `) }).waitFor()
      await made.getByText(`worker-${queue}: running`).waitFor()
    }
    const { node } = await client.getVersion()
    await made.getByText(node).waitFor()
  })

  it('shows the engines and models of the workers, and the room for files', async () => {
    const made = await visit({ view: '#/system' })
    const { workers, storage } = await client.getSystem()
    expect(workers?.map(({ queue }) => queue).sort()).toEqual([...queueNames].sort())
    const engines = (workers ?? []).flatMap((one) => one.engines)
    expect(engines.map(({ kind }) => kind).sort()).toEqual(['ocr', 'speech', 'text'])
    const table = made.getByRole('region', { name: 'Table of workers' })
    for (const { kind, name } of engines) {
      const label = { text: 'text', speech: 'speech', ocr: 'pictures of text' }[kind]
      await table.getByText(`${label}: ${name ?? 'none'}`).waitFor()
    }
    expect(storage?.driver).toBe('file')
    await made.getByText('folder', { exact: true }).waitFor()
    await made.getByText(/^[\d.,]+ \w+ of [\d.,]+ \w+$/).waitFor()
  })

  it('makes a key, shows it once, and revokes it', async () => {
    const made = await visit({ view: '#/system' })
    await made.getByRole('button', { name: 'Make a key' }).click()
    const dialog = made.getByRole('dialog', { name: 'Make a key' })
    await dialog.getByLabel('Name', { exact: true }).fill('for the tests')
    await dialog.getByLabel('Owner', { exact: true }).fill('ann')
    await dialog.getByLabel('write: create, change and delete').check()
    await dialog.getByRole('button', { name: 'Make a key' }).click()
    expect(await dialog.locator('code').textContent()).toMatch(/^ae_/)
    await dialog.getByRole('button', { name: 'Close' }).click()
    const entry = made.getByRole('row', { name: 'for the tests' })
    await entry.getByText('read, write').waitFor()
    await entry.getByRole('button', { name: 'Revoke: for the tests' }).click()
    await made.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await entry.getByText('revoked').waitFor()
  })

  it('has nothing that axe finds, in both themes, on a phone and on a screen', async () => {
    await expectAccessible('#/system', (made) =>
      made.getByText('worker-pdf: running').waitFor({ timeout: 20_000 }),
    )
    await expectAccessible('#/system', async (made) => {
      await made.getByRole('button', { name: 'Make a key' }).click()
      await made.getByRole('dialog').waitFor()
    })
  })
})
