import { globSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { root } from '../e2e/service.ts'
import { expectAccessible, page, visit } from './visit.ts'

describe.skipIf(!page)('the page', () => {
  it('is small: all its scripts together have at most 120 kB compressed', () => {
    const scripts = globSync('apps/dashboard/dist/assets/*.js', { cwd: root })
    const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(`${root}/${file}`)).length, 0)
    expect(scripts.length).toBeGreaterThan(0)
    expect(bytes).toBeLessThan(120_000)
  })

  it('speaks English and German, and remembers which', async () => {
    const made = await visit()
    await made.getByRole('button', { name: 'Single jobs' }).waitFor()
    await made.getByLabel('Language').selectOption('de')
    await made.getByRole('button', { name: 'Einzelne Aufträge' }).waitFor()
    await made.reload()
    await made.getByRole('button', { name: 'Einzelne Aufträge' }).waitFor()
    expect(await made.evaluate(() => document.documentElement.lang)).toBe('de')
  })

  it('is light or dark as the system, or as the reader chose', async () => {
    const made = await visit({ theme: 'dark' })
    const ground = () => made.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const dark = await ground()
    await made.getByLabel('Colours').selectOption('light')
    const light = await ground()
    expect([light, dark === light]).toEqual(['rgb(255, 255, 255)', false])
    await made.reload()
    await made.getByLabel('Colours').waitFor()
    expect(await ground()).toBe(light)
  })

  it('says that there is no such view, and leads back', async () => {
    await expectAccessible('#/nowhere', (made) =>
      made.getByRole('heading', { name: 'There is no such view' }).waitFor(),
    )
    const made = await visit({ view: '#/nowhere' })
    await made.getByRole('link', { name: 'Show batches' }).click()
    await made.getByRole('button', { name: 'Single jobs' }).waitFor()
  })

  it('lets the keyboard skip to the content', async () => {
    const made = await visit()
    await made.getByRole('button', { name: 'Single jobs' }).waitFor()
    await made.keyboard.press('Tab')
    await made.keyboard.press('Enter')
    expect(await made.evaluate(() => document.activeElement?.id)).toBe('content')
  })
})
