import { until } from '@async-events/testkit/until'
import { beforeAll, describe, expect, it } from 'vitest'
import { finishedTalk } from './spoken-talk.ts'
import { client } from './talks.ts'
import { expectAccessible, page, visit } from './visit.ts'

describe.skipIf(!page)('the search', () => {
  beforeAll(async () => {
    await finishedTalk()
    await until(
      async () => (await client.searchDocuments({ query: { q: 'Frühstück' } })).total > 0,
      30_000,
      'the talk is found',
    )
  })

  it('can be used by everybody', async () => {
    await expectAccessible('#/search?q=Fr%C3%BChst%C3%BCck', async (made) => {
      await made.locator('.passage mark').first().waitFor()
    })
  })

  it('finds what was said while it is typed, and opens the reader at that second', async () => {
    const made = await visit({ view: '#/search' })
    await made.getByLabel('Words').fill('jeder sonntag fruhst')
    const passage = made.locator('.passage', { hasText: 'Jeden Sonntag, vor dem Frühstück.' }).first()
    await passage.waitFor()
    expect(await passage.locator('mark').allTextContents()).toEqual(['Jeden', 'Sonntag', 'Frühstück'])
    expect(new URL(made.url()).hash).toBe('#/search?q=jeder+sonntag+fruhst')
    const time = passage.getByRole('link')
    const [seconds] = /\d+$/.exec((await time.getAttribute('href')) ?? '') ?? []
    await time.click()
    const spoken = made.locator('.line[aria-current]')
    await spoken.first().waitFor()
    expect(Number(seconds)).toBe(10)
    await until(
      async () =>
        (await made.locator('video').evaluate((video) => (video as HTMLVideoElement).currentTime)) >= 10,
      15_000,
      'the recording is at that second',
    )
  })

  it('narrows by what the talks are of, and says when nothing is found', async () => {
    const made = await visit({ view: '#/search?q=Fr%C3%BChst%C3%BCck' })
    await made.locator('.hit').first().waitFor()
    const track = made.getByLabel('Track')
    const choice = await track.locator('option').nth(1).getAttribute('value')
    await track.selectOption(choice)
    await made.waitForURL(/track=/)
    await made.getByLabel('Words').fill('kein Vortrag sagt xyzzy')
    await made.locator('.empty').waitFor()
    expect(await made.locator('.hit').count()).toBe(0)
  })
})
