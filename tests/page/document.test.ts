import { describe, expect, it } from 'vitest'
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
})
