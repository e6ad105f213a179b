import type { RequestListener } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip, gzipSync } from 'node:zlib'
import type { SessionParameters } from '@async-events/client'
import {
  answer,
  dripping,
  drippingHeaders,
  endless,
  hugeHeader,
  inTurn,
  never,
  page,
  raw,
  rawText,
  redirect,
  reset,
  shortBody,
  status,
} from '../answers.ts'
import type { Expected, HostileCase, JobCase } from '../case.ts'
import type { Place } from '../fake-internet.ts'
import { goodHtml, goodPage, pdfJob, session, videoJob } from './sessions.ts'

/** A session whose page is at this URL. */
const pageCase = (row: string, name: string, url: (place: Place) => string, expected: Expected): JobCase => ({
  row,
  name,
  job: (place) => session(place, { url: url(place) }),
  expected,
})

const refused = (path = 'parameters.url', code = 'url_not_allowed'): Expected => ({ refused: { path, code } })
const fails = (code: string): Expected => ({ fails: code })
const retries = (code: string, step = 'scrape'): Expected => ({ retries: { step, code } })
const completes: Expected = { completes: {} }

const unreadable: [string, string][] = [
  ['file', 'file:///etc/passwd'],
  ['ftp', 'ftp://talks.example.org/talk'],
  ['gopher', 'gopher://talks.example.org:6379/_FLUSHALL'],
  ['data', 'data:text/html,<p>reed</p>'],
  ['javascript', 'javascript:alert(1)'],
  ['view-source', 'view-source:http://talks.example.org/'],
  ['our own scheme of uploads', 'upload:upload-0'],
  ['credentials', 'http://user:secret@talks.example.org/'],
  ['a user alone', 'http://user@talks.example.org/'],
  ['no host', 'http://'],
  ['a relative one', '/talk'],
  ['the port of mail', 'http://talks.example.org:25/'],
  ['the port of Redis', 'https://talks.example.org:6379/'],
  ['a bad port', 'http://talks.example.org:99999/'],
  ['a line break', 'http://talks.example.org/\nHost: x'],
  ['spaces in the host', 'http://talks example.org/'],
]

const u01: HostileCase[] = [
  ...unreadable.map(([name, url]) =>
    pageCase('U01', name, () => url, { refused: { path: 'parameters.url' } }),
  ),
  {
    row: 'U01',
    name: '2049 characters',
    job: (place) => session(place, { url: longUrl(place, 2049) }),
    expected: { refused: { path: 'parameters.url' } },
  },
  pageCase('U01', '2048 characters are read', (place) => longUrl(place, 2048), completes),
]

function longUrl(place: Place, length: number): string {
  const url = place.site(page(goodHtml()))
  return `${url}?${'x'.repeat(length - url.length - 1)}`
}

/** Hosts that are visibly not public; `{port}` is where 127.0.0.1 would be heard. */
const notations: [string, string][] = [
  ['loopback', '127.0.0.1:{port}'],
  ['another loopback', '127.8.9.10:{port}'],
  ['decimal', '2130706433:{port}'],
  ['octal', '0177.0.0.1:{port}'],
  ['octal with zeros', '00000177.000.000.00001:{port}'],
  ['hexadecimal', '0x7f000001:{port}'],
  ['hexadecimal parts', '0x7f.0x0.0x0.0x1:{port}'],
  ['short', '127.1:{port}'],
  ['mixed parts', '0x7f.1:{port}'],
  ['full-width digits', '１２７．０．０．１:{port}'],
  ['circled digits', '①②⑦.⓪.⓪.①:{port}'],
  ['encoded', '%31%32%37.0.0.1:{port}'],
  ['with a final dot', '127.0.0.1.:{port}'],
  ['unspecified', '0.0.0.0:{port}'],
  ['zero', '0:{port}'],
  ['IPv6 loopback', '[::1]:{port}'],
  ['IPv6 unspecified', '[::]:{port}'],
  ['IPv4-mapped', '[::ffff:127.0.0.1]:{port}'],
  ['IPv4-mapped in hex', '[::ffff:7f00:1]:{port}'],
  ['::/96', '[::127.0.0.1]:{port}'],
  ['NAT64', '[64:ff9b::7f00:1]:{port}'],
  ['local NAT64', '[64:ff9b:1::7f00:1]:{port}'],
  ['6to4', '[2002:7f00:1::1]:{port}'],
  ['Teredo', '[2001:0:7f00:1::80ff:fffe]:{port}'],
  ['10/8', '10.0.0.1'],
  ['172.16/12', '172.31.255.255'],
  ['192.168/16', '192.168.0.1'],
  ['CGNAT', '100.64.0.1'],
  ['link-local and the metadata address', '169.254.169.254'],
  ['documentation', '198.51.100.7'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['IPv6 unique local', '[fd00::1]'],
  ['IPv6 link-local', '[fe80::1]'],
  ['IPv6 multicast', '[ff02::1]'],
  ['IPv6 documentation', '[2001:db8::1]'],
  ['IPv6 metadata address', '[fd00:ec2::254]'],
  ['localhost', 'localhost:{port}'],
  ['LOCALHOST with a final dot', 'LOCALHOST.:{port}'],
  ['below localhost', 'a.localhost:{port}'],
  ['a metadata name', 'metadata.google.internal'],
  ['another metadata name', 'metadata.goog'],
  ['a single label', 'intranet'],
  ['.internal', 'wiki.internal'],
  ['.local', 'printer.local'],
  ['.svc', 'mongodb.default.svc'],
  ['.svc.cluster.local', 'redis.default.svc.cluster.local'],
]

const u02: HostileCase[] = [
  ...notations.map(([name, host]) =>
    pageCase(
      'U02',
      name,
      (place) => `http://${host.replace('{port}', String(place.canaryPort))}/U02`,
      refused(),
    ),
  ),
  ...(
    [
      ['each canary as the recording', 'video_url', (url) => ({ video_url: url })],
      ['each canary as captions', 'captions_url', (url) => ({ captions_url: url })],
      ['each canary as slides', 'attachments_url', (url) => ({ attachments_url: url })],
      [
        'each canary among several slides',
        'attachments_url.1',
        (url) => ({ attachments_url: ['https://talks.example.org/a.pdf', url] }),
      ],
    ] as [string, string, (url: string) => Partial<SessionParameters>][]
  ).map(
    ([name, path, parameters]): HostileCase => ({
      row: 'U02',
      name,
      job: (place) => session(place, parameters(anyOf(place.forbidden('/slides.pdf')))),
      expected: refused(`parameters.${path}`),
    }),
  ),
  {
    row: 'U02',
    name: 'the source of a single processor',
    job: (place) => pdfJob(anyOf(place.forbidden('/source.pdf'))),
    expected: refused('parameters.source.url'),
  },
  {
    row: 'U02',
    name: 'a webhook',
    job: (place) => ({ ...session(place), webhook: { url: anyOf(place.forbidden('/webhook')) } }),
    expected: refused('webhook.url'),
  },
  {
    row: 'U02',
    name: 'a recording and slides that a page names',
    job: (place) => {
      const [first = '', ...others] = place.forbidden()
      const links = others.map((url) => `<a href="${url}/slides.pdf">Slides (PDF)</a>`).join(' ')
      return session(place, {
        url: goodPage(
          place,
          `<video src="${first}/video.mp4" poster="${first}/poster.png"></video>
           <p>${links} <a href="${first}/slides.pdf">Slides</a> <a href="${place.privateName('/deck.pdf')}">Deck</a></p>
           <img src="${first}/picture.png"><iframe src="${first}/frame"></iframe>
           <link rel="stylesheet" href="${first}/style.css"><script src="${first}/script.js"></script>
           <object data="${first}/object"></object><svg><image href="${first}/svg.png"/></svg>`,
        ),
      })
    },
    expected: {
      completes: {
        warnings: [
          { step: 'video', code: 'url_not_allowed' },
          { step: 'pdf-1', code: 'url_not_allowed' },
        ],
      },
    },
  },
]

/** Any of them would do; which one it is makes no difference to the answer. */
function anyOf(urls: readonly string[]): string {
  const url = urls.at(-1)
  if (url === undefined) throw new Error('no canary')
  return url
}

const named = (name: string, host: string): HostileCase =>
  pageCase('U03', name, (place) => place.site(page(goodHtml()), { host }), fails('destination_not_allowed'))

const u03: HostileCase[] = [
  pageCase(
    'U03',
    'a public name with a private address',
    (place) => place.privateName(),
    fails('destination_not_allowed'),
  ),
  named('a public address first, a private one behind it', 'mixed.example'),
  named('a private address first', 'mixed-last.example'),
  named('a private address mapped into IPv6', 'mapped.example'),
  named('a name for the metadata service', 'metadata.example'),
  // What was checked is what is dialled: the second look-up would lead to a canary at the same port.
  pageCase(
    'U03',
    'a name that changes its mind between check and connect',
    (place) => place.site(page(goodHtml()), { host: 'rebind.example' }),
    completes,
  ),
  {
    row: 'U03',
    name: 'slides and a recording at such names',
    job: (place) =>
      session(place, {
        attachments_url: place.privateName('/slides.pdf'),
        video_url: place.site(page(goodHtml()), { host: 'mixed.example', path: '/talk.mp4' }),
      }),
    expected: {
      completes: {
        warnings: [
          { step: 'pdf-1', code: 'destination_not_allowed' },
          { step: 'video', code: 'destination_not_allowed' },
        ],
      },
    },
  },
]

/** A chain of so many redirects that ends at a good page. */
function chain(place: Place, hops: number): string {
  let url = goodPage(place)
  for (let left = hops; left > 0; left -= 1)
    url = place.site(redirect(url, [301, 302, 303, 307, 308][left % 5]))
  return url
}

const targets: [string, (place: Place) => string][] = [
  ['an IPv4 canary', (place) => place.forbidden('/redirect')[0] ?? ''],
  ['an IPv6 canary', (place) => place.forbidden('/redirect').find((url) => url.includes('[')) ?? ''],
  ['a private canary', (place) => anyOf(place.forbidden('/redirect'))],
  ['a name with a private address', (place) => place.privateName('/redirect')],
  ['a decimal address', (place) => `http://2130706433:${place.canaryPort}/U04`],
  ['no scheme of its own', (place) => `//127.0.0.1:${place.canaryPort}/U04`],
  ['backslashes', (place) => `\\\\127.0.0.1:${place.canaryPort}\\U04`],
  ['credentials for a canary', (place) => `http://talks.example.org@127.0.0.1:${place.canaryPort}/U04`],
  ['the metadata service', () => 'http://169.254.169.254/latest/meta-data/'],
  ['a file', () => 'file:///etc/passwd'],
  ['ftp', () => 'ftp://talks.example.org/'],
  ['gopher', (place) => `gopher://127.0.0.1:${place.canaryPort}/_FLUSHALL`],
  ['data', () => 'data:text/html,<p>reed beds</p>'],
]

const u04: HostileCase[] = [
  ...targets.map(([name, target]) =>
    pageCase(
      'U04',
      `a redirect to ${name}`,
      (place) => place.site(redirect(target(place))),
      fails('destination_not_allowed'),
    ),
  ),
  {
    row: 'U04',
    name: 'a redirect of slides and of a recording',
    job: (place) => {
      const astray = (path: string) => place.site(redirect(anyOf(place.forbidden(path))), { path })
      return session(place, { attachments_url: astray('/slides.pdf'), video_url: astray('/talk.mp4') })
    },
    expected: {
      completes: {
        warnings: [
          { step: 'pdf-1', code: 'destination_not_allowed' },
          { step: 'video', code: 'destination_not_allowed' },
        ],
      },
    },
  },
  pageCase('U04', '5 hops are followed', (place) => chain(place, 5), completes),
  pageCase('U04', '6 hops', (place) => chain(place, 6), fails('too_many_redirects')),
  pageCase(
    'U04',
    'a loop',
    (place) => place.site((request, response) => redirect(request.url ?? '')(request, response)),
    fails('too_many_redirects'),
  ),
  pageCase(
    'U04',
    'a loop that never shows the same URL',
    (place) => {
      let count = 0
      return place.site((request, response) => {
        count += 1
        redirect(`?${count}`)(request, response)
      })
    },
    fails('too_many_redirects'),
  ),
]

const u05: HostileCase[] = [
  pageCase(
    'U05a',
    'a name that does not exist',
    (place) => place.site(never, { host: 'gone.example' }),
    fails('host_not_found'),
  ),
  pageCase(
    'U05a',
    'a name server that does not answer',
    (place) => place.site(never, { host: 'silent.example' }),
    retries('dns_error'),
  ),
  pageCase(
    'U05a',
    'a name server that fails',
    (place) => place.site(never, { host: 'again.example' }),
    retries('dns_error'),
  ),
  pageCase('U05', 'no answer', (place) => place.site(never), retries('timeout')),
  pageCase('U05', 'headers that drip', (place) => place.site(drippingHeaders), retries('timeout')),
  pageCase('U05', 'a body that pauses', (place) => place.site(dripping(4_000)), retries('timeout')),
  {
    ...pageCase(
      'U05',
      'a body of a byte a second',
      (place) => place.site(dripping(1_000)),
      retries('timeout'),
    ),
    slow: true,
  },
  pageCase('U05', 'a huge header', (place) => place.site(hugeHeader), retries('bad_response')),
  pageCase('U05', 'a short body', (place) => place.site(shortBody), retries('bad_response')),
  ...(
    [
      ['20000 headers', `HTTP/1.1 200 OK\r\n${'x-many: 1\r\n'.repeat(20_000)}\r\n<p>`],
      [
        'answers before the answer without end',
        'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(50_000),
      ],
      ['broken chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n<p>\r\n'],
      ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 9\r\n\r\n<p>'],
    ] as const
  ).map(([name, text]) =>
    pageCase('U05', name, (place) => place.site(rawText(text)), retries('bad_response')),
  ),
  pageCase('U05', 'a reset', (place) => place.site(reset), retries('bad_response')),
  pageCase(
    'U05',
    'what is no HTTP',
    (place) => place.site(raw((socket) => socket.end('220 mail ready\r\n'))),
    retries('bad_response'),
  ),
  pageCase(
    'U05',
    'a body that breaks off inside its compression',
    (place) =>
      place.site(answer('text/html', gzipSync(goodHtml()).subarray(0, 200), { 'content-encoding': 'gzip' })),
    retries('bad_response'),
  ),
  pageCase(
    'U05',
    'a reset, then a good answer',
    (place) => place.site(inTurn(reset, page(goodHtml()))),
    completes,
  ),
]

/** So many that they would fill every slot of the worker if each waited for its own look-up. */
const silentJobs = 200

const crowd: HostileCase = {
  row: 'U05a',
  name: `${silentJobs} jobs on a host without an answer do not hold up the others`,
  ask: async ({ client }, place) => {
    const url = place.site(never, { host: 'silent.example' })
    const { batch } = await client.createBatch({
      body: { jobs: Array.from({ length: silentJobs }, () => session(place, { url })) },
    })
    const { job } = await client.createJob({ body: session(place) })
    const ended = await client.waitForJob(job.job_id, { timeoutMs: 60_000 })
    await client.cancelBatch({ path: { batch_id: batch.batch_id } })
    if (ended.status !== 'completed') throw new Error(`the other job ${ended.status}`)
  },
}

const u06: HostileCase[] = [
  ...[401, 403, 404, 410, 451].map((code) =>
    pageCase('U06', `${code} on the page`, (place) => place.site(status(code)), fails('source_not_found')),
  ),
  {
    row: 'U06',
    name: '404 on slides and on the recording',
    job: (place) =>
      session(place, {
        attachments_url: place.site(status(404), { path: '/slides.pdf' }),
        video_url: place.site(status(410), { path: '/talk.mp4' }),
      }),
    expected: {
      completes: {
        warnings: [
          { step: 'pdf-1', code: 'source_not_found' },
          { step: 'video', code: 'source_not_found' },
        ],
      },
    },
  },
  // The one that is seen to its end: three attempts.
  pageCase('U06', '503, to the end', (place) => place.site(status(503)), fails('source_unavailable')),
  pageCase('U06', '500', (place) => place.site(status(500)), retries('source_unavailable')),
  pageCase(
    'U06',
    '429 with Retry-After, then a good answer',
    (place) =>
      place.site(
        inTurn(status(429, { 'retry-after': '1' }), status(503, { 'retry-after': '1' }), page(goodHtml())),
      ),
    completes,
  ),
]

const compress = { gzip: promisify(gzip), br: promisify(brotliCompress) }
const zeros = Buffer.alloc(32 * 1024 * 1024)

/** Packed off the main thread, which has a whole internet to serve. */
const packed = {
  gzip: () => compress.gzip(zeros),
  br: () => compress.br(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
  'gzip, gzip': async () => compress.gzip(await compress.gzip(zeros)),
}

const bombCase = (
  name: string,
  encoding: keyof typeof packed,
  reply: (bomb: Buffer) => RequestListener,
): JobCase => ({
  row: 'U07',
  name,
  job: async (place) => session(place, { url: place.site(reply(await packed[encoding]())) }),
  expected: fails('source_too_large'),
})

/** Sent again and again in one stream: members of gzip may follow each other (RFC 1952, section 2.2). */
const manyTimes =
  (bomb: Buffer): RequestListener =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
    for (let time = 0; time < 300; time += 1) response.write(bomb)
    response.end()
  }

const encoded =
  (encoding: string) =>
  (bomb: Buffer): RequestListener =>
    answer('text/html', bomb, { 'content-encoding': encoding })

/** Most bytes of a page. */
const cap = 10 * 1024 * 1024
const sized = (bytes: number): Buffer => Buffer.from(goodHtml('<!--').padEnd(bytes, 'x'))

const u07: HostileCase[] = [
  bombCase('a gzip bomb', 'gzip', encoded('gzip')),
  bombCase('a gzip bomb of 10 GB', 'gzip', manyTimes),
  bombCase('a brotli bomb', 'br', encoded('br')),
  bombCase('a bomb in a bomb', 'gzip, gzip', encoded('gzip, gzip')),
  pageCase(
    'U07',
    'a stream without an end',
    (place) => place.site(endless('text/html')),
    fails('source_too_large'),
  ),
  pageCase(
    'U07',
    'a content-length of 10 GB',
    (place) => place.site(endless('text/html', { 'content-length': String(10 * 1024 ** 3) })),
    fails('source_too_large'),
  ),
  pageCase(
    'U07',
    'a content-length that is no number',
    (place) => place.site(raw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n<p>x'))),
    retries('bad_response'),
  ),
  pageCase(
    'U07',
    'a content-length below what comes',
    (place) =>
      place.site(
        raw((socket) =>
          socket.end(
            `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${Buffer.byteLength(goodHtml())}\r\n\r\n${goodHtml()}and more`,
          ),
        ),
      ),
    retries('bad_response'),
  ),
  pageCase('U07', 'a page at the cap is read', (place) => place.site(page(sized(cap))), completes),
  pageCase(
    'U07',
    'a page one byte over the cap',
    (place) => place.site(page(sized(cap + 1))),
    fails('source_too_large'),
  ),
  {
    row: 'U07',
    name: 'slides over their cap by their own account',
    job: (place) =>
      pdfJob(place.site(endless('application/pdf', { 'content-length': String(200 * 1024 * 1024 + 1) }))),
    expected: fails('source_too_large'),
  },
  {
    row: 'U07',
    name: 'a recording over its cap by its own account',
    job: (place) =>
      videoJob(place.site(endless('video/mp4', { 'content-length': String(4 * 1024 ** 3 + 1) }))),
    expected: fails('source_too_large'),
  },
]

const u08: HostileCase[] = [
  pageCase(
    'U08',
    'a certificate that nobody trusts',
    (place) => place.secure(page(goodHtml())),
    fails('tls_error'),
  ),
  pageCase(
    'U08',
    'a redirect to such a host',
    (place) => place.site(redirect(place.secure(page(goodHtml())))),
    fails('tls_error'),
  ),
  pageCase(
    'U08',
    'no TLS at all behind https',
    (place) => place.site(page(goodHtml())).replace('http:', 'https:'),
    fails('tls_error'),
  ),
]

const loginHtml = `<!doctype html><title>Sign in</title><form method="post"><input name="user"><input type="password" name="password"><button>Sign in</button></form>`

const u09: HostileCase[] = [
  pageCase('U09', 'a login page', (place) => place.site(page(loginHtml)), fails('unsupported_source')),
  pageCase('U09', 'an empty page', (place) => place.site(page('')), fails('no_content')),
  pageCase(
    'U09',
    'a PDF that calls itself HTML',
    (place) => place.site(page('%PDF-1.7\n%x')),
    fails('unsupported_source'),
  ),
  pageCase(
    'U09',
    'a picture that calls itself HTML',
    (place) => place.site(answer('text/html', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))),
    fails('unsupported_source'),
  ),
  pageCase(
    'U09',
    'JSON',
    (place) => place.site(answer('application/json', '{"a":1}')),
    fails('unsupported_source'),
  ),
  pageCase(
    'U09',
    'HTML that calls itself something else',
    (place) => place.site(answer('application/octet-stream', goodHtml())),
    completes,
  ),
]

export const urlCases: readonly HostileCase[] = [u01, u02, u03, u04, u05, crowd, u06, u07, u08, u09].flat()
