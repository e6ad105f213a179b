import { describe, expect, test } from 'vitest'
import { outlineOf, wordsInVsCode } from '../../../test/read-markdown.ts'
import { toMarkdown } from './to-markdown.ts'

const markdown = (html: string): string => toMarkdown(html, 'https://conf.example.org/2026/talk/1')
/** What a parser of GitHub's Markdown with formulas reads in the Markdown of a page. */
const read = (html: string): string => outlineOf(markdown(html))

describe('blocks', () => {
  test.each([
    ['headings and paragraphs', '<h2>Water</h2><p>a</p><p>b', 'h2(Water) p(a) p(b)'],
    ['text beside blocks', 'a<div>b<p>c</p>d</div>e', 'p(a) p(b) p(c) p(d) p(e)'],
    [
      'lists in lists',
      '<ol start=4><li>a<ul><li>b<ol><li>c</ol></ul><li><p>d<p>e</ol>',
      'ol4(li(p(a) ul(li(p(b) ol(li(p(c)))))) li(p(d) p(e)))',
    ],
    [
      'a list directly in a list',
      '<ul><li>a<ul><li>b</ul></li><ul><li>c</ul></ul>',
      'ul(li(p(a) ul(li(p(b))) ul(li(p(c)))))',
    ],
    [
      'tasks',
      '<ul><li><input type=checkbox checked> a<li><label><input type=checkbox> b</label><li>c</ul>',
      'ul(li[x](p(a)) li[ ](p(b)) li(p(c)))',
    ],
    [
      'two paragraphs in an item',
      '<ul><li><p>a</p><p>b</p></li><li>c</li></ul>',
      'ul(li(p(a) p(b)) li(p(c)))',
    ],
    [
      'code in an item',
      '<ol><li>a<pre>x\n  y</pre></li><li>b</li></ol>',
      'ol(li(p(a) code:(x\n  y)) li(p(b)))',
    ],
    ['a line break, and two', '<p>a<br>b<br><br>c', 'p(a/b) p(c)'],
    ['quotes', '<blockquote><p>a</p><p>— <cite>b</cite></p></blockquote>', 'quote(p(a) p(— i(b)))'],
    [
      'a quote of a list and code',
      '<blockquote><ul><li>a</ul><pre>b\n\nc</pre></blockquote>',
      'quote(ul(li(p(a))) code:(b\n\nc))',
    ],
    [
      'details',
      '<details><summary>Abstract</summary><p>a</p></details><details><summary><h3>Bio</h3></summary>b</details>',
      'p(b(Abstract)) p(a) h3(Bio) p(b)',
    ],
    [
      'definitions',
      '<dl><dt>Reed</dt><dd>a grass</dd><dt>Fen:<dt>Bog</dt><dd><p>wet</p><p>sour</p></dd></dl>',
      'ul(li(p(b(Reed:) a grass)) li(p(b(Fen:, Bog:) wet) p(sour)))',
    ],
    [
      'figures',
      '<figure><img src=/a.png alt=A><figcaption>The <b>bed</b></figcaption></figure>',
      'p(img<https://conf.example.org/a.png>(A)) p(The b(bed))',
    ],
    ['rules', '<p>a</p><hr><p>b</p>', 'p(a) hr p(b)'],
    [
      'the title of a part that a button opens',
      '<h3><button>Water</button></h3><button>Share</button><p>a</p>',
      'h3(Water) p(a)',
    ],
    [
      'signs that link a heading to itself',
      '<h2>Water <a class=headerlink href="#water">¶</a></h2>',
      'h2(Water)',
    ],
    [
      'lines of pre-line',
      '<div style="white-space: pre-line">a\nb\n\nc <p style="white-space:normal">d\ne</p></div>',
      'p(a/b) p(c) p(d e)',
    ],
    ['lines of a class that says so', '<p class="text whitespace-pre-wrap">a\n- b</p>', 'p(a/- b)'],
    [
      'blocks in bold and in links',
      '<b><p>a</p></b><a href=/x><h3>b</h3><p>c</p></a>',
      'p(b(a)) h3(a<https://conf.example.org/x>(b)) p(c)',
    ],
    [
      'nothing of what runs or is filled in',
      '<p>a</p><script>b</script><style>c</style><iframe src=d>e</iframe><form>f<input value=g><select><option>h</select><textarea>i</textarea></form>',
      'p(a) p(f)',
    ],
  ])('%s', (_name, html, outline) => {
    expect(read(html)).toBe(outline)
  })
})

describe('words', () => {
  test.each([
    [
      'N31: sub and sup',
      'H<sub>2</sub>O, m<sup>2</sup>, 10<sup>6</sup>, 10<sup>-3</sup>, x<sup>n</sup>',
      'H₂O, m², 10⁶, 10⁻³, xⁿ',
    ],
    [
      'sub and sup without such signs',
      'e<sup>iπ</sup>, x<sub>max</sub>, a<sub>i,j</sub>, 2<sup>nd</sup>, M<sup>™</sup>',
      'e^iπ, x_max, a_(i,j), 2nd, M™',
    ],
    ['a sum above', 'x<sup>n + 1</sup>, <i>y</i><sub><i>k</i></sub>', 'xⁿ⁺¹, i(y)ₖ'],
    [
      'marks of notes',
      'a<sup><a href="#fn1">1</a></sup> b<sup>[2]</sup> c<sup class=reference><a href="#n">[3]</a></sup>',
      'a[1] b[2] c[3]',
    ],
    [
      'N31: other elements of a line',
      '<mark>a</mark> <ins>b</ins> <u>c</u> <small>d</small> <abbr title=x>e</abbr> <time>f</time> <q>g</q> <bdi>h</bdi> <font>i</font>',
      'a b c d e f “g” h i',
    ],
    [
      'keys and output',
      '<kbd>Ctrl</kbd>+<kbd>C</kbd> <samp>out</samp> <tt>a`b</tt>',
      'code(Ctrl)+code(C) code(out) code(a`b)',
    ],
    [
      'deletions and emphasis',
      '<del>a</del> <s>b</s> <em>c</em> <b>d <i>e</i></b> <strong></strong>',
      'del(a) del(b) i(c) b(d i(e))',
    ],
    ['ruby', '<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>', '漢(kan)'],
    ['emphasis in a word', 'un<em>frigging</em>believable <b>H</b>ydro', 'uni(frigging)believable b(H)ydro'],
    [
      'emphasis that ends with a sign',
      '<b>Note:</b>see <b>“水”</b>と <b>a</b><b>b</b><i>c</i>',
      'b(Note):see “b(水)”と b(ab)i(c)',
    ],
    ['spaces at the edge of emphasis', 'a<b> b </b>c <i> </i>d', 'a b(b) c d'],
    [
      'N58: signs of division',
      'Wasser&shy;stands&#8203;messung a&#8288;b 1&#65279; k<wbr>m  می‌خواهم',
      'Wasserstandsmessung ab 1 km می‌خواهم',
    ],
  ])('%s', (_name, html, words) => {
    expect(read(`<p>${html}</p>`)).toBe(`p(${words})`)
  })
})

describe('signs that stay text in GitHub, Obsidian and VS Code', () => {
  const lines = [
    'It cost $5 an hour in 1990 and $12 an hour now, $HOME/a and $PATH',
    'from ~5 ha to ~10 ha, ~~a~~',
    'arr[i]^2 and x_1 and y_1, snake_case, _a_, __init__',
    'the [draft] in C:\\wet\\plans\\_a and \\\\host\\x, [a](b), ![a](b), [^1]: x',
    'List<String>, a <b> tag, <script>alert(1)</script>, a < b > c, AT&T &amp; &copy;',
    '#reed and C# and # a ##',
    '# no heading *stars* **a**',
    'see ==here== or %%there%% [[wiki]] ![[pic]] :smile: ^[note] block ^block-1',
    '- a',
    '+ b',
    '> c',
    '1. d',
    '2024) e',
    '---',
    '===',
    '* * *',
    '| a | b |',
    '`a` ``` b',
    '\\(a)\\ \\',
    '-- a',
    '~~~ a',
    '[ ] a',
    '100 % 5 = 5 a:b c::d 10:30:00 http:/x',
  ]
  test.each(lines)('N40: %s', (line) => {
    const html = line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    const shown = line.replace(/(?<=[ =])\$\$/g, '$')
    for (const around of [
      (text: string) => text,
      (text: string) => `<li>${text}</li>`,
      (text: string) => `a<br>${text}`,
    ]) {
      const text = markdown(around(html))
      expect(outlineOf(text).replace(/^p\((?:a\/)?|^ul\(li\(p\(|\)+$/g, '')).toBe(shown.replace(/\)+$/, ''))
      expect(wordsInVsCode(text).replace(/^a\n+/, '')).toBe(shown)
    }
    expect(read(`<table><tr><th>a<th>b<tr><td>${html}<td>|</table>`)).toBe(`table((a | b) (${shown} | |))`)
    expect(read(`<a href="/x">${html}</a>`)).toBe(`p(a<https://conf.example.org/x>(${shown}))`)
  })

  test('two prices are no formula, and what Obsidian knows is escaped', () => {
    expect(markdown('<p>$5 an hour, $12 now')).toBe('\\$5 an hour, \\$12 now')
    expect(markdown('<p>#reed ==here== %%a%% b ^block')).toBe('\\#reed =\\=here=\\= %\\%a%\\% b \\^block')
    expect(markdown('<p>C:\\wet x_1 C# a#b 3 < 4 R&D')).toBe('C:\\wet x_1 C# a#b 3 < 4 R&D')
  })

  test('addresses stay links or text, whatever is in them', () => {
    expect(read('<p>see https://x.example/a_b, www.x.example. And https://x.example/~me*')).toMatch(
      /^p\(see https:\/\/x\.example\/a_b, http:\/\/www\.x\.example\. And https:\/\/x\.example\/~me\*\)$/,
    )
  })
})

describe('links and pictures', () => {
  test.each([
    ['relative ones', '<a href="../a b.pdf">x</a>', 'a<https://conf.example.org/2026/a%20b.pdf>(x)'],
    [
      'what runs, what stays in the page',
      '<a href="javascript:a()">a</a> <a href="#b">b</a> <a>c</a> <a href="data:x">d</a> <a href="/2026/talk/1#e">e</a>',
      'a b c d e',
    ],
    ['without text', 'a<a href="/x"></a><a href="/y"> </a>b', 'a b'],
    [
      'brackets and parentheses',
      '<a href="/a_(b)">[x] (y)</a> <a href="/a)b(">z</a>',
      'a<https://conf.example.org/a_(b)>([x] (y)) a<https://conf.example.org/a%29b%28>(z)',
    ],
    [
      'around a picture',
      '<a href="/x"><img src="/a.png" alt="A [1]"></a>',
      'a<https://conf.example.org/x>(img<https://conf.example.org/a.png>(A [1]))',
    ],
    ['after an exclamation mark', 'Look!<a href="/x">x</a>', 'Look!a<https://conf.example.org/x>(x)'],
    [
      'entities in addresses',
      '<a href="/x?a=1&amp;copy;=2">x</a>',
      'a<https://conf.example.org/x?a=1&copy;=2>(x)',
    ],
    ['line breaks in links', '<a href="/x">a<br>b</a>', 'a<https://conf.example.org/x>(a b)'],
    ['code that is a link', '<code><a href="/x">f()</a></code>', 'a<https://conf.example.org/x>(code(f()))'],
    ['mail', '<a href="mailto:a@b.example">mail</a>', 'a<mailto:a@b.example>(mail)'],
    [
      'protected mail',
      '<a href="/cdn-cgi/l/email-protection#2140614f0f44"><span class=__cf_email__ data-cfemail=2140614f0f44>[email&#160;protected]</span></a>',
      'a<mailto:a@n.e>(a@n.e)',
    ],
    [
      'mail that cannot be read',
      '<a href="/cdn-cgi/l/email-protection#aabb">[email&#160;protected]</a>',
      '[email protected]',
    ],
    [
      'late pictures',
      '<img src="data:image/gif;base64,R0" data-src="/a.jpg" alt=a><img src=/blank.gif data-original="/b.jpg" alt=b>',
      'img<https://conf.example.org/a.jpg>(a)img<https://conf.example.org/b.jpg>(b)',
    ],
    [
      'sets of pictures',
      '<img srcset="/a-1.jpg 400w, /a-2.jpg 800w" alt=a> <picture><source srcset="/b.webp 2x"><img src="data:," alt=b></picture>',
      'img<https://conf.example.org/a-2.jpg>(a) img<https://conf.example.org/b.webp>(b)',
    ],
    [
      'no counters and no placeholders',
      'x<img width=1 height=1 src=/c.gif><img src="data:image/png;base64,AA" alt=a>y',
      'xy',
    ],
    ['pictures of a character', 'yes <img class=emoji alt="👍" src=/t.png>', 'yes 👍'],
  ])('%s', (_name, html, words) => {
    expect(read(`<p>${html}</p>`)).toBe(`p(${words})`)
  })
})

describe('tables', () => {
  test.each([
    [
      'N38: cells over columns and rows',
      '<table><caption>Counts</caption><thead><tr><th rowspan=2>Bird<th colspan=2>Pairs<tr><th>2024<th>2025</thead><tr><td>Bittern<td>2<td>5<tr><td>Warbler<td>40<td>61</table>',
      'p(Counts) table((Bird | Pairs 2024 | Pairs 2025) (Bittern | 2 | 5) (Warbler | 40 | 61))',
    ],
    [
      'rows over rows of the body',
      '<table><tr><th>Day<th>Talk<th>Room<tr><td rowspan=2>Mon<td>a<td rowspan=0>H1<tr><td>b<tr><td>Tue<td>c</table>',
      'table((Day | Talk | Room) (Mon | a | H1) (Mon | b | H1) (Tue | c | H1))',
    ],
    [
      'a cell over columns of the body',
      '<table><tr><th>a<th>b<th>c<tr><td colspan=2>d<td>e<tr><td>f<td>g<td>h</table>',
      'table((a | b | c) (d | d | e) (f | g | h))',
    ],
    [
      'titles over the whole width',
      '<table><tr><th colspan=2>Costs<tr><th>a<th>b<tr><td colspan=2>Spring<tr><td>1<td>2</table>',
      'p(b(Costs)) table((a | b) (Spring | ) (1 | 2))',
    ],
    ['no header', '<table><tr><td>a<td>b|c<tr><td>1<td>2<br>3</table>', 'table((a | b|c) (1 | 2/3))'],
    [
      'titles at the left',
      '<table><tr><th>Room<td>H1<tr><th>Day<td>Mon</table>',
      'table(( | ) (Room | H1) (Day | Mon))',
    ],
    [
      'blocks in cells',
      '<table><tr><th>x<th>y<tr><td><ul><li>one<li>two</ul><td><p>p</p><p>q</p><tr><td><pre>a | b\n  c</pre><td><code>a|b</code></table>',
      'table((x | y) (• one/• two | p/q) (code(a | b ; c) | code(a|b)))',
    ],
    [
      'rows of different length, empty rows and columns',
      '<table><tr><th>a<th>b<th><tr><td><td><tr><td>1</table>',
      'table((a | b) (1 | ))',
    ],
    [
      'layout: nested, one column, one row, a role, headings',
      '<table><tr><td><table><tr><td>a</table><td>b</table><table><tr><td>c<tr><td>d</table><table><tr><td>e<td>f</table><table role=presentation><tr><td>g<td>h<tr><td>i<td>j</table><table><tr><td><h2>k</h2>l<td>m<tr><td>n<td>o</table>',
      'p(a) p(b) p(c) p(d) p(e) p(f) p(g) p(h) p(i) p(j) h2(k) p(l) p(m) p(n) p(o)',
    ],
    [
      'tfoot before tbody',
      '<table><thead><tr><th>a<th>b</thead><tfoot><tr><td>3<td>4</tfoot><tbody><tr><td>1<td>2</table>',
      'table((a | b) (1 | 2) (3 | 4))',
    ],
    [
      'absurd spans',
      '<table><tr><th colspan=1000>a<th>b<tr><td rowspan=99999 colspan=-1>c<td>d<tr><td>e</table>',
      'table((a | a | b) (c | d | ) (c | e | ))',
    ],
  ])('%s', (_name, html, outline) => {
    expect(read(html)).toBe(outline)
  })
})

describe('code', () => {
  const numbers = '1\n2\n3'
  const code = 'def read(port):\n    raw = port.get()\n\treturn raw'
  const marked = code
    .replace('def', '<span class="k">def</span>')
    .replace('get', '<span class="nf">get</span>')
  test.each([
    ['plain', `<pre>${marked}</pre>`, ''],
    [
      'with a language',
      `<div class="highlight-python notranslate"><div class="highlight"><pre><span></span>${marked}\n</pre></div></div>`,
      'python',
    ],
    ['of highlight.js', `<pre><code class="hljs language-python">${marked}</code></pre>`, 'python'],
    [
      'N35: a table of Pygments',
      `<table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre>${numbers}</pre></div></td><td class="code"><div class="highlight"><pre>${marked}\n</pre></div></td></tr></table>`,
      '',
    ],
    [
      'a table of Rouge',
      `<div class="language-python highlighter-rouge"><div class="highlight"><pre class="highlight"><code><table class="rouge-table"><tbody><tr><td class="gutter gl"><pre class="lineno">${numbers}\n</pre></td><td class="code"><pre>${marked}\n</pre></td></tr></tbody></table></code></pre></div></div>`,
      'python',
    ],
    [
      'a table of Chroma',
      `<div class="highlight"><div class="chroma"><table class="lntable"><tr><td class="lntd"><pre tabindex="0" class="chroma"><code><span class="lnt">1\n</span><span class="lnt">2\n</span><span class="lnt">3\n</span></code></pre></td><td class="lntd"><pre tabindex="0" class="chroma"><code class="language-python" data-lang="python">${marked}</code></pre></td></tr></table></div></div>`,
      'python',
    ],
    [
      'a table of highlight.js',
      `<pre><code class="hljs python"><table class="hljs-ln"><tbody>${marked
        .split('\n')
        .map(
          (line, at) =>
            `<tr><td class="hljs-ln-line hljs-ln-numbers" data-line-number="${at + 1}"><div class="hljs-ln-n" data-line-number="${at + 1}"></div></td><td class="hljs-ln-line hljs-ln-code" data-line-number="${at + 1}">${line}</td></tr>`,
        )
        .join('')}</tbody></table></code></pre>`,
      'python',
    ],
    [
      'a table of GitHub',
      `<table class="js-file-line-container">${marked
        .split('\n')
        .map(
          (line, at) =>
            `<tr><td class="blob-num js-line-number" data-line-number="${at + 1}"></td><td class="blob-code">${line}</td></tr>`,
        )
        .join('')}</table>`,
      '',
    ],
    [
      'a table of SyntaxHighlighter',
      `<div class="syntaxhighlighter python"><table><tbody><tr><td class="gutter"><div class="line number1">1</div><div class="line number2">2</div><div class="line number3">3</div></td><td class="code"><div class="container">${marked
        .split('\n')
        .map((line) => `<div class="line">${line.replace(/^ {4}/, '&nbsp;&nbsp;&nbsp;&nbsp;')}</div>`)
        .join('')}</div></td></tr></tbody></table></div>`,
      '',
    ],
    [
      'numbers within the lines',
      `<pre>${marked
        .split('\n')
        .map((line, at) => `<span class="linenos">${at + 1} </span>${line}`)
        .join('\n')}</pre>`,
      '',
    ],
    [
      'an element for each line',
      `<pre class="shiki" data-language="python"><code>${marked
        .split('\n')
        .map((line) => `<span class="line">${line}</span>`)
        .join('')}</code></pre>`,
      'python',
    ],
    [
      'an element and a line feed for each line',
      `<pre><code>${marked
        .split('\n')
        .map((line) => `<span class="line">${line}</span>`)
        .join('\n')}</code></pre>`,
      '',
    ],
    [
      'a list of lines',
      `<pre class="prettyprint lang-py"><ol class="linenums">${marked
        .split('\n')
        .map((line) => `<li class="L0">${line}</li>`)
        .join('')}</ol></pre>`,
      'py',
    ],
    ['br for line feeds', `<pre><button>Copy</button>${marked.replaceAll('\n', '<br>')}</pre>`, ''],
    [
      'an element named code',
      `<div class="code">${code.replaceAll('\n', '<br>').replaceAll(' ', '&nbsp;')}</div>`,
      '',
    ],
  ])('%s', (_name, html, lang) => {
    expect(read(`<p>a</p>${html}<p>b</p>`)).toBe(`p(a) code:${lang}(${code}) p(b)`)
  })

  test('fences are longer than those in the code', () => {
    expect(read('<pre>```\nx\n````</pre>')).toBe('code:(```\nx\n````)')
  })

  test('empty lines within lines of elements stay', () => {
    expect(
      read(
        '<pre><code><span class="line">a</span>\n<span class="line"></span>\n<span class="line">b</span></code></pre>',
      ),
    ).toBe('code:(a\n\nb)')
  })
})

describe('N37: formulas', () => {
  const mathml =
    '<math><semantics><mrow><mi>h</mi></mrow><annotation encoding="application/x-tex">h = a t^2</annotation></semantics></math>'
  test.each([
    [
      'KaTeX',
      `<span class="katex"><span class="katex-mathml">${mathml}</span><span class="katex-html" aria-hidden="true">hat2</span></span>`,
      'p(a math(h = a t^2) b)',
    ],
    [
      'KaTeX, displayed',
      `<span class="katex-display"><span class="katex"><span class="katex-mathml">${mathml}</span><span class="katex-html">hat2</span></span></span>`,
      'p(a) p(math(h = a t^2)) p(b)',
    ],
    [
      'MathJax 2',
      '<span class="MathJax_Preview">E</span><span class="MathJax" id="x"><nobr>Emc2</nobr></span><script type="math/tex" id="y">E = m c^2</script>',
      'p(a math(E = m c^2) b)',
    ],
    [
      'MathJax 2, displayed',
      '<div class="MathJax_Display"><span class="MathJax">E</span></div><script type="math/tex; mode=display">\\sum_{i<n} x_i</script>',
      'p(a) p(math(\\sum_{i\\lt n} x_i)) p(b)',
    ],
    [
      'MathJax 3',
      '<mjx-container class="MathJax" jax="CHTML"><mjx-math aria-hidden="true">x</mjx-math><mjx-assistive-mml><math><msup><mi>x</mi><mn>2</mn></msup></math></mjx-assistive-mml></mjx-container>',
      'p(a math(x^{2}) b)',
    ],
    [
      'in text',
      '\\(x_1 + y_1 = z_{12}\\) and \\[ \\frac{a}{b} \\] and $$ e^{i\\pi} $$ and $\\alpha_1$',
      'p(a math(x_1 + y_1 = z_{12}) and) p(math(\\frac{a}{b})) p(and) p(math(e^{i\\pi})) p(and math(\\alpha_1) b)',
    ],
    [
      'an environment in text',
      '\\begin{align*} a &amp;= b \\\\ c &amp;= d \\end{align*}',
      'p(a) p(math(\\begin{align*} a &= b \\\\ c &= d \\end{align*})) p(b)',
    ],
    [
      'MathML',
      '<math><mi>f</mi><mo>(</mo><mi>x</mi><mo>)</mo><mo>=</mo><mfrac><msqrt><mi>x</mi></msqrt><mroot><mi>y</mi><mn>3</mn></mroot></mfrac></math>',
      'p(a math(f(x)=\\frac{\\sqrt{x}}{\\sqrt[3]{y}}) b)',
    ],
    [
      'MathML with limits and words',
      '<math display="block"><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup><mtext> if </mtext><mi>sin</mi><mi>α</mi></math>',
      'p(a) p(math(∑_{i=1}^{n}x_{i}^{2}\\text{ if }\\sin α)) p(b)',
    ],
    [
      'MathML with a matrix',
      '<math><mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable><mo>]</mo></math>',
      'p(a math([\\begin{matrix}1 & 0 \\\\ 0 & 1\\end{matrix}]) b)',
    ],
    [
      'MathML with its text',
      '<math alttext="x^{2}"><msup><mi>x</mi><mn>2</mn></msup></math>',
      'p(a math(x^{2}) b)',
    ],
    [
      'Wikipedia',
      '<span class="mwe-math-element"><span class="mwe-math-mathml-inline" style="display: none"><math alttext="{\\displaystyle E=mc^{2}}"><mi>E</mi></math></span><img class="mwe-math-fallback-image-inline" alt="{\\displaystyle E=mc^{2}}" src="x.svg"></span>',
      'p(a math(E=mc^{2}) b)',
    ],
    ['a picture', '<img class="latex" src="x.png" alt="\\pi r^2">', 'p(a math(\\pi r^2) b)'],
    [
      'what looks like a word',
      '<math><mi>max</mi></math> <math><mtext>speed</mtext></math> <math><mi>x</mi><mi>y</mi></math>',
      'p(a math(\\max) math(\\text{speed}) math({xy}) b)',
    ],
  ])('%s', (_name, html, outline) => {
    expect(read(`<p>a ${html} b</p>`)).toBe(outline)
  })

  test('hold no tag, no end of a cell and no dollar sign', () => {
    expect(markdown('<table><tr><th>a<th>b<tr><td>\\(|x| &lt; \\|y\\|\\)<td>c</table>')).toContain(
      '| $\\vert x\\vert  \\lt \\Vert y\\Vert$ | c |',
    )
    expect(markdown('<p>\\(\\text{costs \\$5} &lt;b>[a](b)`\\)')).not.toMatch(/<b|\]\(|`/)
  })

  test('no formulas in code and between prices', () => {
    expect(read('<p><code>\\(x\\)</code> $5 (or 5$), 3$ and 4$, US$ or A$, $USER/$HOME')).toBe(
      'p(code(\\(x\\)) $5 (or 5$), 3$ and 4$, US$ or A$, $USER/$HOME)',
    )
  })
})
