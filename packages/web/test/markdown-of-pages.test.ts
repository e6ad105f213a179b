import { describe, expect, test } from 'vitest'
import { readPage } from '../src/page/read-page.ts'
import { outlineOf } from './read-markdown.ts'

const lead =
  '<p>A reed bed takes ten years to grow. We show counts, costs and mistakes of the first three years, and why the village stopped mowing it each autumn.</p><p>The talk is for people who look after small wetlands and have little money and much time.</p>'

/** What a parser reads in the main text of a whole page. */
const read = (inner: string): string => {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Reed beds - Wetland Conf</title></head><body><nav><a href="/">Home</a> <a href="/programme">Programme</a></nav><main><h1>Reed beds</h1>${lead}${inner}</main><footer>Wetland Conf 2026</footer></body></html>`
  const page = readPage(Buffer.from(html), {
    url: 'https://conf.example.org/2026/',
    charset: null,
    mediaType: 'text/html',
  })
  return outlineOf(page.markdown)
}

describe('the Markdown of a whole page', () => {
  test.each([
    [
      'N31: sub and sup',
      '<p>Water is H<sub>2</sub>O, an area is 5 m<sup>2</sup>, <mark>marked</mark> and <u>under</u>.</p>',
      'p(Water is H₂O, an area is 5 m², marked and under.)',
    ],
    [
      'N32: details',
      '<details><summary>Biography</summary><p>Ann Moor has looked after fens for thirty years and teaches people to wait.</p></details>',
      'p(b(Biography)) p(Ann Moor has looked after fens for thirty years and teaches people to wait.)',
    ],
    [
      'N35: code with line numbers',
      '<p>It is read so:</p><table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre>1\n2</pre></div></td><td class="code"><div class="highlight"><pre><span class="k">def</span> read(port):\n    return port\n</pre></div></td></tr></table><p>After that the value is sent.</p>',
      'code:(def read(port):\n    return port)',
    ],
    [
      'N37: formulas of KaTeX',
      '<p>The level follows <span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>h</mi></mrow><annotation encoding="application/x-tex">h = a t^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">hat2</span></span> in spring.</p>',
      'p(The level follows math(h = a t^2) in spring.)',
    ],
    [
      'N37: formulas of MathJax',
      '<p>With MathJax: \\(x_1 + y_1\\) and <script type="math/tex">E = m c^2</script> are written so.</p>',
      'p(With MathJax: math(x_1 + y_1) and math(E = m c^2) are written so.)',
    ],
    [
      'N38: cells over columns and rows',
      '<table><caption>Counts</caption><thead><tr><th rowspan="2">Bird</th><th colspan="2">Pairs</th></tr><tr><th>2024</th><th>2025</th></tr></thead><tbody><tr><td>Bittern</td><td>2</td><td>5</td></tr><tr><td>Reed warbler</td><td>40</td><td>61</td></tr></tbody></table>',
      'p(Counts) table((Bird | Pairs 2024 | Pairs 2025) (Bittern | 2 | 5) (Reed warbler | 40 | 61))',
    ],
    [
      'N40: signs of Obsidian and of tags',
      '<p>It cost $5 an hour in 1990 and $12 now; the list is List&lt;String&gt; and a &lt;b&gt; tag in C:\\wet\\plans, arr[i]^2. #reed ==here== ~5 ha or ~10 ha.</p>',
      'p(It cost $5 an hour in 1990 and $12 now; the list is List<String> and a <b> tag in C:\\wet\\plans, arr[i]^2. #reed ==here== ~5 ha or ~10 ha.)',
    ],
    [
      'N58: soft hyphens',
      '<h2>Wasser&shy;stands&shy;messung</h2><p>Die Wasser&shy;stands&shy;messung kostet fast nichts, wenn man einen Stock und ein Heft hat.</p>',
      'h2(Wasserstandsmessung) p(Die Wasserstandsmessung kostet fast nichts, wenn man einen Stock und ein Heft hat.)',
    ],
    [
      'a late picture and its caption',
      '<figure><img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" data-src="/img/reed.jpg" alt="Reed in May"><figcaption>The bed in May, photo by Ann</figcaption></figure>',
      'p(img<https://conf.example.org/img/reed.jpg>(Reed in May)) p(The bed in May, photo by Ann)',
    ],
  ])('%s', (_name, inner, outline) => {
    expect(read(inner)).toContain(outline)
  })
})
