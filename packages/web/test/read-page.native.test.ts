import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { PageReading } from '@async-events/core'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { createPageReader } from '../src/index.ts'
import { readPage } from '../src/page/read-page.ts'

const source = { url: 'https://conf.example.org/2026/talk/1', charset: null, mediaType: 'text/html' }
const read = (html: string | Buffer, charset: string | null = null): PageReading =>
  readPage(Buffer.from(html as string), { ...source, charset })
const prose =
  'The reed bed at Stillwater had been cut for thatch every winter since the seventeenth century, and nobody wrote down why. '
const long = `<p>${prose.repeat(3)}</p>`.repeat(3)

describe('charsets', () => {
  const text = 'Käthe Grünwald spricht über nasse Wiesen – und über „Moore“'
  const latin = Buffer.from(`<meta charset=iso-8859-1><title>Käthe Grünwald</title>`, 'latin1')
  test.each<[string, Buffer, string | null, string]>([
    ['UTF-8 without a word', Buffer.from(`<title>${text}</title>`), null, text],
    ['UTF-8 by BOM, header wrong', Buffer.from(`\ufeff<title>${text}</title>`), 'iso-8859-1', text],
    ['UTF-16 by BOM', Buffer.from(`\ufeff<title>${text}</title>`, 'utf16le'), null, text],
    ['by header', Buffer.from('<title>K\xe4the</title>', 'latin1'), 'iso-8859-1', 'Käthe'],
    ['by meta', latin, null, 'Käthe Grünwald'],
    ['header says UTF-8, bytes and meta do not', latin, 'utf-8', 'Käthe Grünwald'],
    ['nothing said, not UTF-8', Buffer.from('<title>K\xe4the \x96 x</title>', 'latin1'), null, 'Käthe – x'],
    ['unknown charset', Buffer.from(`<title>${text}</title>`), 'klingon-8', text],
    [
      'Shift_JIS',
      Buffer.from([
        ...Buffer.from('<meta charset=shift_jis><title>'),
        0x93,
        0xfa,
        0x96,
        0x7b,
        ...Buffer.from('</title>'),
      ]),
      null,
      '日本',
    ],
  ])('%s', (_name, html, charset, title) => expect(read(html, charset).title).toBe(title))
})

describe('Markdown', () => {
  const body = (inner: string): string =>
    read(`<body><main><h1>Talk</h1>${long}${inner}${long}</main>`).markdown

  test('tables keep their cells, also without a head', () => {
    expect(
      body('<table><tr><td>a</td><td>b|c</td></tr><tr><td>1</td><td>2<br>3</td></tr></table>'),
    ).toContain('| a | b\\|c |\n| --- | --- |\n| 1 | 2<br>3 |')
  })

  test('lists and paragraphs in cells stay on their line', () => {
    const markdown = body(
      '<table><tr><th>x</th><th>y</th></tr><tr><td><ul><li>one</li><li>two</li></ul></td><td><p>p</p><p>q</p></td></tr></table>',
    )
    expect(markdown).toContain('• one<br>• two')
    expect(markdown).toContain('p<br>q |')
  })

  test('code keeps every space, its language and its fences', () => {
    const markdown = body(
      '<pre class="highlight"><code class="language-js"><span>if</span> (a &lt; b) {\n    <b>run</b>()\n}\n</code></pre><pre>```\nx</pre>',
    )
    expect(markdown).toContain('```js\nif (a < b) {\n    run()\n}\n```')
    expect(markdown).toContain('````\n```\nx\n````')
  })

  test('lists nest', () => {
    expect(body('<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>')).toContain(
      '- a\n  - b\n    1. c\n- d',
    )
  })

  test('links are absolute, and nothing that runs is left', () => {
    const markdown = body(
      '<p>See <a href="../slides/1.pdf">slides</a>, <a href="javascript:alert(1)">this</a>, <a href="#top">top</a>, <img src=x onerror=alert(1) alt=pic></p><script>evil()</script>',
    )
    expect(markdown).toContain('[slides](https://conf.example.org/2026/slides/1.pdf)')
    expect(markdown).not.toMatch(/javascript:|onerror|evil|#top/)
  })

  test('signs of Markdown and HTML in the text are text', () => {
    expect(body('<p># no heading &lt;script&gt;alert(1)&lt;/script&gt; *stars* [brackets](x)</p>')).toContain(
      '\\# no heading \\<script>alert(1)\\</script> \\*stars\\* \\[brackets]',
    )
  })
})

describe('facts', () => {
  test('linked data wins over headings, and references are followed', () => {
    const page = read(`<title>X | Conf</title><script type="application/ld+json">
      // a comment no JSON reader likes
      </script><script type="application/ld+json">{"@context":"https://schema.org","@graph":[
      {"@type":"Event","@id":"#conf","name":"Conf 2026"},{"@type":"Person","@id":"#a","name":"Ana Ruiz","url":"/ana"},
      {"@type":"BusinessEvent","name":"Real title","superEvent":{"@id":"#conf"},"performer":[{"@id":"#a"},"Li Wei"],
       "location":{"name":"Hall"},"recordedIn":{"@type":"VideoObject","contentUrl":"/v.mp4"}}]}</script><h1>Conf</h1>`)
    expect(page).toMatchObject({
      title: 'Real title',
      event: 'Conf 2026',
      room: 'Hall',
      videoUrl: 'https://conf.example.org/v.mp4',
      speakers: [
        { name: 'Ana Ruiz', url: 'https://conf.example.org/ana', imageUrl: null },
        { name: 'Li Wei', url: null, imageUrl: null },
      ],
    })
  })

  test('FOSDEM-like lists', () => {
    const page = read(`<title>FOSDEM 2025 - Real title</title><div id="pagetitles"><h1>Real title</h1></div>
      <ul class="side-box"><li><strong>Track</strong>: <a href="/track">Databases</a></li><li><strong>Room</strong>: <a href="/r">UB2.252A</a></li>
      <li><strong>Day</strong>: Saturday 1 February 2025</li><li><strong>Start</strong>: 10:30</li><li><strong>End</strong>: 10:55</li></ul>
      <div class="event-blurb"><div class="event-abstract">${long}</div></div>
      <h3>Speakers</h3><table><tr><td><a href="/s/1">Ana Ruiz</a></td></tr><tr><td><a href="/s/2">Li Wei</a></td></tr></table>
      <h3>Attachments</h3><ul><li><a href="/a/slides.pdf">slides</a></li></ul>
      <h3>Links</h3><ul><li><a href="https://video.example.org/x.webm">Video recording (VP9)</a></li><li><a href="https://a.example.org">Project</a></li></ul>`)
    expect(page).toMatchObject({
      title: 'Real title',
      track: 'Databases',
      room: 'UB2.252A',
      startsAt: '2025-02-01T10:30',
      endsAt: '2025-02-01T10:55',
      videoUrl: 'https://video.example.org/x.webm',
      attachments: [
        { url: 'https://conf.example.org/a/slides.pdf', title: 'slides', mediaType: 'application/pdf' },
      ],
      links: [{ url: 'https://a.example.org/', title: 'Project' }],
    })
    expect(page.speakers.map((person) => person.name)).toEqual(['Ana Ruiz', 'Li Wei'])
    expect(page.markdown).not.toContain('Ana Ruiz')
  })

  test('a page that a script draws has its text in the linked data', () => {
    const page = read(
      `<div id="root"></div><script type="application/ld+json">{"@type":"Event","name":"T","description":${JSON.stringify(prose.repeat(4))}}</script>`,
    )
    expect(page.markdown).toContain('nobody wrote down why')
  })

  test('the language is that of the text, else the declared one', () => {
    expect(read(`<html lang=de><main>${long}`).language).toBe('en')
    expect(read('<html lang=pt-BR><p>Oi').language).toBe('pt')
    expect(read('<html lang=deu><p>Oi').language).toBe('de')
    expect(read('<html lang=de_DE.UTF-8><p>Oi').language).toBe('de')
    expect(read('<html lang=und><p>?').language).toBeNull()
    expect(read('<p>?').language).toBeNull()
  })

  test('a login page and an empty one are told', () => {
    expect(read('<title>Sign in</title><form><input name=u><input type=password></form>').login).toBe(true)
    expect(read(`<form><input type=password></form><main>${long}${long}</main>`).login).toBe(false)
    expect(read('<html><body><nav><a href=/>Home</a></nav></body></html>')).toMatchObject({
      markdown: '',
      login: false,
    })
    expect(read('')).toMatchObject({ markdown: '', title: null, speakers: [] })
  })
})

describe('hostile markup', () => {
  const many = (text: string, times: number): string => text.repeat(times)
  test.each([
    ['deep divs', many('<div>', 50_000) + prose],
    ['deep closed divs', many('<div>', 25_000) + prose + many('</div>', 25_000)],
    ['deep tables', many('<table><tr><td>', 5_000) + prose],
    ['deep lists', many('<ul><li>', 20_000) + prose],
    ['deep inline', many('<b><i>', 20_000) + prose],
    ['misnested', many('<b><p></b><i></p>', 5_000)],
    ['many siblings', many('<p>x</p>', 100_000)],
    ['many attributes', `<div ${many('a=b ', 50_000)}>${prose}</div>`],
    ['a megabyte without a tag', many('x', 1_000_000)],
    ['opened brackets', many('<', 60_000)],
    ['U10: megabytes of opened brackets', `<main>${prose}${many('<', 5_000_000)}`],
    ['U10: a million character references', `<main>${prose}<p>${many('&amp;', 1_000_000)}</p>`],
    [
      'U10: 100000 attributes',
      `<p ${Array.from({ length: 100_000 }, (_, at) => `a${at}=b`).join(' ')}>${prose}`,
    ],
    ['U10: megabytes of spaces in a line of code', `<main>${prose}<pre>a${many(' ', 3_000_000)}b</pre>`],
    ['open comment', `<!--${many('-', 200_000)}`],
    ['spaces in a label', `<p>${many(' ', 200_000)}:</p>`],
    ['many links', many('<a href="/x">Room: x</a> ', 20_000)],
    [
      'deep JSON-LD',
      `<script type="application/ld+json">${many('{"a":', 20_000)}1${many('}', 20_000)}</script>`,
    ],
    [
      'wide JSON-LD',
      `<script type="application/ld+json">[${many('{"@type":"Event","name":"x"},', 20_000)}{}]</script>`,
    ],
    [
      'circular JSON-LD',
      '<script type="application/ld+json">{"@type":"Event","@id":"#a","name":"x","superEvent":{"@id":"#a"},"location":{"@id":"#a"},"performer":{"@id":"#a"},"url":{"@id":"#a"}}</script>',
    ],
    ['deep microdata', many('<div itemscope itemprop="a" itemtype="https://schema.org/Event">', 5_000)],
    ['NULs', many('<p>\0a\0</p>', 1_000)],
    [
      'prototype',
      '<div id="__proto__" class="constructor"><script type="application/ld+json">{"__proto__":{"x":1},"@type":"Event","name":"n"}</script>',
    ],
  ])('%s', (_name, html) => {
    const began = performance.now()
    const page = read(html)
    expect(performance.now() - began).toBeLessThan(8_000)
    expect(page.links.length).toBeLessThanOrEqual(100)
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  test('of a page with too many nodes the beginning is kept', () => {
    const page = read(`<main>${long}${many('<p>some more words</p>', 50_000)}`)
    expect(page.cut).toBe(true)
    expect(page.markdown).toContain('Stillwater')
    expect(page.markdown).toContain('some more words')
  })

  test('any soup of tags is read', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<div>',
        '</div>',
        '<p>',
        '<table>',
        '<tr>',
        '<td>',
        '</table>',
        '<li>',
        '<ul>',
        '</ul>',
        '<pre>',
        '</pre>',
        '<dl><dt>',
        '<dd>',
        '<a href="',
        '">',
        '<!--',
        '-->',
        '<script>',
        '</script>',
        '<h1>',
        '<h3>Speakers</h3>',
        '<b>Room:</b>',
        '<svg>',
        '<![CDATA[',
        '&#x0;',
        '&amp',
        '<time datetime=x>',
        '<base href="::">',
        '<iframe src="//[">',
        '<article>',
        '<template>',
        '<br/>',
        '<img src=data:,x>',
      ),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const page = read(pieces.join(''))
        return typeof page.markdown === 'string'
      }),
      { numRuns: 150, seed: 7 },
    )
  })

  test('the sample pages cut anywhere are read', () => {
    const folder = new URL('../../../demo/sample-conference/talks/', import.meta.url)
    for (const name of readdirSync(folder)) {
      const html = readFileSync(new URL(name, folder))
      for (let at = 100; at < html.length; at += 2_503) read(html.subarray(0, at))
    }
  })
})

describe('the reader', () => {
  test('reads the same as the function, many at once', async () => {
    const reader = createPageReader()
    const html = Buffer.from(`<title>Talk</title><main>${long}`)
    const pages = await Promise.all(Array.from({ length: 20 }, () => reader.read(html, source)))
    expect(pages[19]).toEqual(readPage(html, source))
    await reader.close()
  })

  test('a page that takes too long ends, and the next one is read', async () => {
    const reader = createPageReader({ timeMs: 1 })
    await expect(reader.read(Buffer.from(many100k), source)).rejects.toMatchObject({
      code: 'unsupported_source',
    })
    await reader.close()
    const patient = createPageReader()
    expect((await patient.read(Buffer.from(`<main>${long}`), source)).markdown).toContain('Stillwater')
    await patient.close()
  })

  test('a page that takes too much memory ends', async () => {
    const reader = createPageReader({ memoryMb: 24 })
    await expect(reader.read(Buffer.from(many100k), source)).rejects.toMatchObject({
      code: 'unsupported_source',
    })
    await reader.close()
  })

  test('U10: one that ends its process costs this one nothing', async () => {
    // A thread of a heap of this size takes all threads with it when it splits such a text.
    const reader = createPageReader({ memoryMb: 64 })
    const html = `<main>${'<a href="/a?b=c">x</a>'.repeat(200_000)}`
    await expect(reader.read(Buffer.from(html), source)).rejects.toMatchObject({ code: 'unsupported_source' })
    expect((await reader.read(Buffer.from(`<main>${long}`), source)).markdown).toContain('Stillwater')
    await reader.close()
  })

  test('it ends when there is nothing to read, and starts again', async () => {
    const reader = createPageReader({ idleMs: 1 })
    const html = Buffer.from(`<main>${long}`)
    const first = await reader.read(html, source)
    await vi.waitFor(async () => expect(await childrenOf(process.pid)).toEqual([]), { timeout: 10_000 })
    expect(await reader.read(html, source)).toEqual(first)
    await reader.close()
    await vi.waitFor(async () => expect(await childrenOf(process.pid)).toEqual([]), { timeout: 10_000 })
  })

  test('its process reads code only, writes nothing, and gets no environment', async () => {
    const reader = createPageReader({ processes: 1 })
    await reader.read(Buffer.from(`<main>${long}`), source)
    const about = async (file: string): Promise<string[]> =>
      Promise.all((await childrenOf(process.pid)).map((pid) => readFile(`/proc/${pid}/${file}`, 'utf8')))
    const at = (await about('cmdline')).findIndex((line) => line.includes('page-reader-child'))
    const options = (await about('cmdline'))[at]?.split('\0') ?? []
    expect(options).toContain('--permission')
    expect(options.filter((option) => option.startsWith('--allow-'))).toEqual([
      '--allow-addons',
      expect.stringMatching(/^--allow-fs-read=.*\/packages$/),
      expect.stringMatching(/^--allow-fs-read=.*\/node_modules$/),
    ])
    expect((await about('limits'))[at]).toMatch(/^Max file size +0 +0 /m)
    const names = (await about('environ'))[at]?.split('\0').map((entry) => entry.replace(/=.*/s, ''))
    expect(names?.filter(Boolean).toSorted()).toEqual([
      'ASYNC_EVENTS_RUN',
      'NODE_CHANNEL_FD',
      'NODE_CHANNEL_SERIALIZATION_MODE',
    ])
    await reader.close()
  })

  test('kill -9 of who reads, in the middle of a page, leaves no process', async () => {
    const holder = spawn(process.execPath, [fileURLToPath(new URL('reader-hold.ts', import.meta.url))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(holder.stdout, 'data')
    const children = await childrenOf(holder.pid ?? 0)
    expect(children.length).toBeGreaterThan(0)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const alive = async (pid: number): Promise<boolean> =>
      !/\) Z |^$/.test(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))
    await vi.waitFor(
      async () => expect((await Promise.all(children.map(alive))).includes(true)).toBe(false),
      { timeout: 10_000, interval: 100 },
    )
  })

  test('an abort ends it', async () => {
    const reader = createPageReader()
    const controller = new AbortController()
    const reading = reader.read(Buffer.from(many100k), source, controller.signal)
    controller.abort(new Error('stop'))
    await expect(reading).rejects.toThrow('stop')
    expect((await reader.read(Buffer.from(`<main>${long}`), source)).markdown).toContain('Stillwater')
    await reader.close()
  })
})

describe('U10: a page that takes long', () => {
  const slow = Buffer.from('<table><tr><td>x '.repeat(100_000))
  const quick = Buffer.from(`<main>${long}`)
  const isPending = async (reading: Promise<unknown>): Promise<boolean> =>
    (await Promise.race([reading.catch(() => {}), Promise.resolve('pending')])) === 'pending'

  test('holds up no other', async () => {
    const reader = createPageReader({ timeMs: 60_000 })
    const stop = new AbortController()
    const held = reader.read(slow, source, stop.signal)
    expect((await reader.read(quick, source)).markdown).toContain('Stillwater')
    expect(await isPending(held)).toBe(true)
    stop.abort(new Error('stop'))
    await expect(held).rejects.toThrow('stop')
    await reader.close()
  })

  test('lets go at once of who waits behind it and gives up', async () => {
    const reader = createPageReader({ timeMs: 60_000, processes: 1 })
    const [first, second] = [new AbortController(), new AbortController()]
    const held = reader.read(slow, source, first.signal)
    const waiting = reader.read(quick, source, second.signal)
    second.abort(new Error('given up'))
    await expect(waiting).rejects.toThrow('given up')
    expect(await isPending(held)).toBe(true)
    first.abort(new Error('stop'))
    await expect(held).rejects.toThrow('stop')
    await reader.close()
  })
})

/** Processes that one has started (proc(5)). */
async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.split(' ').filter(Boolean).map(Number)
}

const many100k = '<p>x</p>'.repeat(100_000)
