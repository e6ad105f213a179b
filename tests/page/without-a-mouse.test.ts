import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { client } from './talks.ts'
import { page, url, visit } from './visit.ts'

/** Goes on with Tab, or back with Shift+Tab, until what has the focus is called so. */
async function tabTo(made: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    const focused = await made.evaluate(() => {
      const { activeElement: element } = document
      const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
      const label = isField ? element.labels?.[0]?.textContent : element?.textContent
      return element?.getAttribute('aria-label') ?? label ?? ''
    })
    if (name.test(focused.trim())) return
    await made.keyboard.press(key)
  }
  throw new Error(`${key} does not lead to ${name}`)
}

it.skipIf(!page)('a talk is submitted, watched, read, corrected and downloaded without a mouse', async () => {
  const made = await visit()
  await tabTo(made, /^New$/)
  await made.keyboard.press('Enter')

  // Submit.
  await made.getByText('Nothing yet').waitFor()
  await tabTo(made, /^Addresses of talks/)
  await made.keyboard.insertText(`${url}/samples/talks/moore-vernaessen.html`)
  await made.getByText('0 talks are ready, 1 incomplete').waitFor()
  await tabTo(made, /^Event/)
  await made.keyboard.type('Wetland Conf 2026')
  await tabTo(made, /^Track/)
  await made.keyboard.type('Peat')
  await tabTo(made, /^Show what would run$/)
  await made.keyboard.press('Enter')
  await made.getByRole('row', { name: /^transform/ }).waitFor()
  await tabTo(made, /^Start$/)
  await made.keyboard.press('Enter')
  await made.waitForURL(/#\/jobs\/job-/)
  const id = made.url().split('/').at(-1) ?? ''

  // Watch.
  await made.locator('.job-progress .badge-completed').waitFor({ timeout: 90_000 })

  // Read.
  await tabTo(made, /^Read the document$/)
  await made.keyboard.press('Enter')
  await made.locator('.line').first().waitFor()
  await tabTo(made, /^Play from/)
  await made.keyboard.press('ArrowDown')

  // Correct.
  await tabTo(made, /^Correct$/)
  await made.keyboard.press('Enter')
  await made.getByLabel('Text of the line').and(made.locator(':focus')).waitFor()
  await made.keyboard.press('Control+A')
  await made.keyboard.type('Der Reiher wartet still am Wehr.')
  await made.keyboard.press('Enter')
  await made.getByText('1 line changed, not saved.').waitFor()
  await tabTo(made, /^Save and write/, 'Shift+Tab')
  await made.keyboard.press('Enter')
  await made.getByText('Saved. The document is being written anew.').waitFor()
  await made
    .locator('.document', { hasText: 'Der Reiher wartet still am Wehr.' })
    .waitFor({ timeout: 60_000 })
  const corrected = await client.waitForJob(id)
  expect(corrected.results?.markdown_content).toContain('Der Reiher wartet still am Wehr.')

  // Download.
  await tabTo(made, /^ZIP$/, 'Shift+Tab')
  const download = made.waitForEvent('download')
  await made.keyboard.press('Enter')
  expect((await download).suggestedFilename()).toMatch(/\.zip$/)
})
