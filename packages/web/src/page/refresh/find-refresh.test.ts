import { describe, expect, test } from 'vitest'
import { readPage } from '../read-page.ts'

const url = 'https://conf.example.org/2026/talks/old.html'
const refreshOf = (html: string, header: string | null = null): string | null =>
  readPage(Buffer.from(html), { url, charset: 'utf-8', mediaType: 'text/html', refresh: header }).refresh
const meta = (content: string): string =>
  `<title>x</title><meta http-equiv="refresh" content="${content}"><p>Moved</p>`
const prose =
  '<p>A reed bed takes ten years to grow, and we counted each of its birds every spring.</p>'.repeat(9)

describe('meta refresh, as browsers read it', () => {
  test.each([
    ['0; url=/c14/real.html', 'https://conf.example.org/c14/real.html'],
    ["0;URL='real.html'", 'https://conf.example.org/2026/talks/real.html'],
    ['0;URL=&quot;/a b&quot; and more', 'https://conf.example.org/a%20b'],
    ['  0.5 , Url = https://other.example.org/x', 'https://other.example.org/x'],
    ['.5; url=/x', 'https://conf.example.org/x'],
    ['3;https://other.example.org/', 'https://other.example.org/'],
    ['0 /x', 'https://conf.example.org/x'],
    ['0; uranus.html', 'https://conf.example.org/2026/talks/uranus.html'],
    ['0;url=//cdn.example.org/y#talk', 'https://cdn.example.org/y#talk'],
    ['0;url=https://user:secret@other.example.org/', 'https://other.example.org/'],
  ])('%s', (content, target) => expect(refreshOf(meta(content))).toBe(target))

  test.each([
    ['300', 'reloads itself'],
    ['0', 'reloads itself'],
    ['300; url=/live', 'a later page'],
    ['0; url=/2026/talks/old.html#talk', 'the same page'],
    ['0; url=', 'the same page'],
    ['url=/x', 'no time'],
    ['-1; url=/x', 'no time'],
    ['0x; url=/x', 'invalid'],
    ['0; url=javascript:alert(1)', 'no page'],
    ['0; url=data:text/html,x', 'no page'],
    ['0; url=http://[', 'no URL'],
  ])('%s: %s', (content) => expect(refreshOf(meta(content))).toBeNull())

  test('upper case, base, and in the body', () => {
    expect(refreshOf('<META HTTP-EQUIV=Refresh CONTENT="0;URL=/x">')).toBe('https://conf.example.org/x')
    expect(refreshOf(`<base href="/other/">${meta('0;url=x')}`)).toBe('https://conf.example.org/other/x')
    expect(refreshOf(`<body><p>Moved<meta http-equiv=refresh content="0;url=/x">`)).toBe(
      'https://conf.example.org/x',
    )
  })

  test('not in noscript, template or a comment', () => {
    for (const inner of ['<noscript>%</noscript>', '<template>%</template>', '<!-- % -->'])
      expect(refreshOf(inner.replace('%', meta('0;url=/x')) + prose)).toBeNull()
  })

  test('a page with its text is left after some seconds only by readers', () => {
    expect(refreshOf(meta('8;url=/next') + prose)).toBeNull()
    expect(refreshOf(meta('0;url=/next') + prose)).toBe('https://conf.example.org/next')
    expect(refreshOf(meta('8;url=/next'))).toBe('https://conf.example.org/next')
  })

  test('the header says the same', () => {
    expect(refreshOf('<p>Moved', '0; url=/x')).toBe('https://conf.example.org/x')
    expect(refreshOf('<p>Moved', '300')).toBeNull()
  })
})

describe('pages that only redirect by script', () => {
  const page = (script: string, text = 'Redirecting…'): string =>
    `<!doctype html><title>Redirecting</title><script>${script}</script><p>${text}</p>`
  test.each([
    'location="/x"',
    "window.location.href = '/x';",
    'location.replace("/x")',
    "window.location.replace( '/x' + window.location.search + window.location.hash )",
    'document.location.assign("https:\\/\\/conf.example.org\\/x")',
    'window.onload = function () { window.location = "/x" }',
    'setTimeout(function(){ top.location.href="/x" }, 100)',
    '<!--\nlocation.href = "/x"\n//-->',
  ])('%s', (script) => expect(refreshOf(page(script))).toBe('https://conf.example.org/x'))

  test.each([
    'if (top != self) top.location = "/x"',
    'function home() { location.href = "/x" }',
    'button.addEventListener("click", () => { location.href = "/x" })',
    'var lang = navigator.language == "de" ? "/x" : "/y"; location.href = lang',
    'mylocation = "/x"',
    'log("location")',
  ])('left alone: %s', (script) => expect(refreshOf(page(script, 'Loading the app'))).toBeNull())

  test('not on a page with a text, nor in a comment', () => {
    expect(refreshOf(page('location.href="/x"', prose))).toBeNull()
    expect(
      refreshOf('<!--[if lt IE 9]><script>location="/old"</script><![endif]--><div id=app></div>'),
    ).toBeNull()
  })

  test('by the canonical link of a page that says so', () => {
    const canonical = '<link rel="canonical" href="/x">'
    expect(refreshOf(`<title>Redirecting…</title>${canonical}<h1>Redirecting…</h1>`)).toBe(
      'https://conf.example.org/x',
    )
    expect(refreshOf(`<title>Weiterleitung</title>${canonical}`)).toBe('https://conf.example.org/x')
    expect(refreshOf(`<title>Reed beds</title>${canonical}<p>Ann Moor</p>`)).toBeNull()
    expect(refreshOf(`<title>Redirecting</title><link rel=canonical href="old.html">`)).toBeNull()
  })
})
