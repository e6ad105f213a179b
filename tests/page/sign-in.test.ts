import { Client } from '@async-events/client'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { client, heldTalk } from './talks.ts'
import { expectAccessible, keyedUrl, page, url, visit } from './visit.ts'

const signIn = async (made: Page, key: string): Promise<void> => {
  await made.getByLabel('API key', { exact: true }).fill(key)
  await made.getByRole('button', { name: 'Sign in' }).click()
}

async function makeKey(user_id: string): Promise<{ key: string; id: string }> {
  const { api_key, key } = await client.createKey({ body: { user_id, scopes: ['read', 'write'] } })
  return { key: api_key, id: key.key_id }
}

describe.skipIf(!page)('who asks', () => {
  it('is asked for a key, told when it is wrong, and sees his own things with the right one', async () => {
    const { key } = await makeKey('ann')
    const ann = new Client({ baseUrl: keyedUrl, apiKey: key })
    await ann.createBatch({ body: { batch_name: 'Of ann', jobs: [heldTalk('x')] } })
    const made = await visit({ base: keyedUrl })
    await made.getByText('The service wants a valid API key').waitFor()
    await signIn(made, 'ae_0000000000000000_wrong')
    await made.getByText('The service does not know this key').waitFor()
    await signIn(made, key)
    await made.getByRole('link', { name: 'Of ann' }).waitFor()
    // Kept for this tab alone.
    const [inSession, elsewhere] = await made.evaluate((secret) => {
      const holds = (storage: Storage) => Object.values({ ...storage }).includes(secret)
      return [holds(sessionStorage), holds(localStorage)]
    }, key)
    expect([inSession, elsewhere]).toEqual([true, false])
    await made.reload()
    await made.getByRole('link', { name: 'Of ann' }).waitFor()
  })

  it('is asked again when the key is revoked, and stays where he was', async () => {
    const [first, second] = [await makeKey('bob'), await makeKey('bob')]
    const bob = new Client({ baseUrl: keyedUrl, apiKey: first.key })
    const { batch } = await bob.createBatch({
      body: { batch_name: 'Of bob', jobs: [heldTalk('Talk of bob')] },
    })
    const made = await visit({ base: keyedUrl, view: `#/batches/${batch.batch_id}` })
    await signIn(made, first.key)
    await made.getByRole('row', { name: 'Talk of bob' }).waitFor()
    await client.revokeKey({ path: { key_id: first.id } })
    await made.getByText('The service wants a valid API key').waitFor()
    await signIn(made, second.key)
    await made.getByRole('row', { name: 'Talk of bob' }).waitFor()
    expect(made.url()).toBe(`${keyedUrl}/#/batches/${batch.batch_id}`)
  })

  it('sees nothing but his own things with a user id', async () => {
    const carl = new Client({ baseUrl: url, userId: 'carl' })
    await carl.createBatch({ body: { batch_name: 'Of carl', jobs: [heldTalk('x')] } })
    const made = await visit({ view: '#/sign-in' })
    await made.getByLabel('User id').fill('dora')
    await made.getByRole('button', { name: 'Sign in' }).click()
    await made.getByRole('heading', { name: 'There is no batch yet' }).waitFor()
    await made.getByRole('link', { name: 'Acting as dora' }).click()
    await made.getByLabel('User id').fill('carl')
    await made.getByRole('button', { name: 'Sign in' }).click()
    await made.getByRole('link', { name: 'Of carl' }).waitFor()
  })

  it('may not manage keys without the scope', async () => {
    const { key } = await makeKey('ann')
    const made = await visit({ base: keyedUrl, view: '#/system' })
    await signIn(made, key)
    await made.getByText('API keys are managed with a key that has the scope “admin”.').waitFor()
  })

  it('has a form without anything that axe finds', async () => {
    await expectAccessible('#/sign-in', (made) => made.getByLabel('API key', { exact: true }).waitFor())
  })
})
