import { describe, expect, it } from 'vitest'
import { finishedTalk } from './spoken-talk.ts'
import { client } from './talks.ts'
import { page, url, visit } from './visit.ts'

const hostile = `# {{session}}

<script>document.title = 'taken'</script>

<img src="x" onerror="document.title = 'taken'">
<a href="javascript:document.title='taken'">Press me</a>

[And me](javascript:document.title='taken'), [or me](#/sign-in), H<sub>2</sub>O, ![Another](${url}/other.png)

<style>body { display: none }</style>

<div style="position: fixed; inset: 0" id="content" class="notices">Above everything</div>

<form action="${url}/taken"><input name="key"><button>Sign in</button></form>

<iframe src="${url}/"></iframe><svg onload="document.title = 'taken'"></svg>
`

describe.skipIf(!page)('a document', () => {
  it('runs nothing, asks for nothing from elsewhere, and changes nothing of the page', async () => {
    const path = { template_name: 'Hostile_en' }
    await client.putTemplate({ path, text: { type: 'text/markdown', content: hostile } })
    const made = await visit({ view: '#/new' })
    await made.getByLabel('Template of the document').selectOption('Hostile')
    await made.getByRole('button', { name: 'Preview' }).click()
    const shown = made.getByRole('dialog').locator('.document')
    await shown.getByText('Press me').waitFor()
    expect(await made.title()).not.toBe('taken')
    const found = await shown.evaluate((document) => ({
      tags: [...new Set([...document.querySelectorAll('*')].map(({ localName }) => localName))].sort(),
      attributes: [
        ...new Set([...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames())),
      ].sort(),
      links: [...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href')),
    }))
    for (const tag of ['script', 'img', 'div', 'style', 'form', 'input', 'button', 'iframe', 'svg', 'math'])
      expect(found.tags).not.toContain(tag)
    for (const name of ['style', 'onerror', 'onload', 'target', 'class'])
      expect(found.attributes).not.toContain(name)
    expect(found.tags).toContain('sub')
    // A picture of another place is a link.
    expect(found.links).toEqual([`${url}/other.png`])
    expect(await made.locator('#content').count()).toBe(1)
    await client.deleteTemplate({ path })
  })

  it('comes without moving what is there already', async () => {
    const talk = await finishedTalk()
    const views = [
      [`#/jobs/${talk.job_id}/read`, '.document img[src], .slide img[src], .line'],
      [`#/jobs/${talk.job_id}`, '.plan-step, .log-line, .deliveries li'],
      ['#/new', '.parameters, .drafts, .start-bar'],
    ] as const
    for (const [view, parts] of views) {
      const made = await visit({ view })
      for (const part of parts.split(', ')) await made.locator(part).first().waitFor({ state: 'attached' })
      const moved = await made.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const entries = (list: PerformanceObserverEntryList): number =>
              list.getEntries().reduce((sum, entry) => sum + ('value' in entry ? Number(entry.value) : 0), 0)
            new PerformanceObserver((list) => resolve(entries(list))).observe({
              type: 'layout-shift',
              buffered: true,
            })
            // Without any there is no entry.
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)))
          }),
      )
      // Good by Web Vitals: https://web.dev/articles/cls
      expect([view, moved]).toEqual([view, expect.toSatisfy((value: number) => value < 0.1)])
    }
  })
})
