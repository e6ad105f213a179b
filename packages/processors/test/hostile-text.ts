import fc from 'fast-check'

/** Pieces that YAML, Markdown, HTML, templates or file systems mean something by. */
const pieces = [
  ...['---', '...', '--- systemprompt', '===', '# ', '## ', '#', '- ', '* ', '+ ', '1. ', '1) ', '> ', '• '],
  ...[
    '\n',
    '\n\n',
    '\r',
    '\r\n',
    '\t',
    '    ',
    ' ',
    '  \n',
    '\\\n',
    '\u2028',
    '\u0085',
    '\f',
    '\0',
    '\x1b[31m',
  ],
  ...['`', '```', '~~~', '~~', '*', '**', '_', '__', '\\', '|', '|---|---|', '| a | b |', ':--', '$', '$$'],
  ...[
    '[',
    ']',
    '](',
    '![',
    '[^1]',
    '[^1]: ',
    '[a]: ',
    '[a](javascript:alert(1))',
    '![a](data:image/svg+xml,x)',
  ],
  ...['[a](https://x.example/ "t")', '[x]: javascript:y', '<javascript:x>', '<https://x.example/>', '(', ')'],
  ...[
    '<script>',
    '</script>',
    '<img src=x onerror=y>',
    '<!--',
    '-->',
    '<![CDATA[',
    '<?',
    '<a href="javascript:x">',
  ],
  ...['<b', '<', '>', '&', '&amp;', '&#60;', '&lt;script&gt;', '&colon;', '"', "'", '%', '@', '!', '^', '='],
  ...[
    '{{session}}',
    '{{x|y}}',
    '{slides}',
    '{videoplayer}',
    '{{',
    '}}',
    `$\{x}`,
    '$&',
    '$1',
    '\ue0000\ue001',
  ],
  ...[
    ': ',
    ':',
    ' #',
    '&a ',
    '*a',
    '!!js/function ',
    '!!binary ',
    '? ',
    '{a: b}',
    '[a, b]',
    'yes',
    'null',
    '~',
  ],
  ...['0x1', '1e3', '10:00', '2026-02-01', '0o7', '.inf', '<<: *a', '%YAML 1.1', 'https://x.example/a_b&c=d'],
  ...[
    'www.x.example/a*b',
    'a@b.example',
    'mailto:a@b.example',
    'javascript:alert(1)',
    'JAVASCRIPT:x',
    ':smile:',
  ],
  ...[
    '../',
    '..',
    '.',
    '/',
    'C:\\',
    'CON',
    'nul.txt',
    'ü',
    'u\u0308',
    '\u202e',
    '\u200f',
    '\u200b',
    '\ufeff',
  ],
  ...[
    'שלום',
    'مرحبا',
    '日本語',
    '👨‍👩‍👧‍👦',
    '🇩🇪',
    '\ud83d',
    '\udc00',
    '\uffff',
    'e\u0301'.repeat(40),
    'a',
    'b c',
  ],
]

/** Any text at all: of such pieces, of code units (halves of surrogate pairs, controls), of whole characters. */
export const hostileText = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 10 }).map(join) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
      .map((units) => String.fromCharCode(...units)),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...pieces).map((piece) => piece.repeat(Math.ceil(1_500 / piece.length))),
  },
)

/** The same with something that a person sees. */
export const visibleText = hostileText.filter((text) => /[\p{L}\p{N}]/u.test(text))

function join(parts: readonly string[]): string {
  return parts.join('')
}
