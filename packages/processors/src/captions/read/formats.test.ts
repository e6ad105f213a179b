import { describe, expect, it } from 'vitest'
import type { FormatName } from './caption-format.ts'
import { readTranscript } from './read-transcript.ts'

type Row = [start: number, end: number, text: string, speaker?: string]

function rowsOf(text: string, format: FormatName): Row[] {
  const read = readTranscript(text)
  if ('problem' in read) throw new Error(read.message)
  expect(read.format).toBe(format)
  return read.cues.map(
    ({ start, end, text, speaker }) => [start, end, text, ...(speaker === null ? [] : [speaker])] as Row,
  )
}
const json = (value: unknown) => rowsOf(JSON.stringify(value), 'JSON')

describe('N56: JSON', () => {
  const two: Row[] = [
    [0.5, 4, 'Good morning.'],
    [4, 8, 'We began with two ditches.'],
  ]
  const named: Row[] = [
    [0.5, 4, 'Good morning.', 'Ann Moor'],
    [4, 8, 'We began with two ditches.', 'Rob Dyke'],
  ]

  it.each<[string, unknown]>([
    [
      'OpenAI',
      {
        task: 'transcribe',
        text: 'Good morning. …',
        segments: [
          { id: 0, start: 0.5, end: 4, text: ' Good morning.' },
          { id: 1, start: 4, end: 8, text: ' We began with two ditches.' },
        ],
      },
    ],
    [
      'whisper.cpp',
      {
        model: { type: 'base' },
        transcription: [
          {
            timestamps: { from: '00:00:00,500', to: '00:00:04,000' },
            offsets: { from: 500, to: 4000 },
            text: ' Good morning.',
          },
          { offsets: { from: 4000, to: 8000 }, text: ' We began with two ditches.' },
        ],
      },
    ],
    [
      'transformers',
      {
        text: '…',
        chunks: [
          { timestamp: [0.5, 4], text: ' Good morning.' },
          { timestamp: [4, 8], text: ' We began with two ditches.' },
        ],
      },
    ],
    [
      'a list of starts and durations',
      [
        { text: 'Good morning.', start: 0.5, duration: 3.5 },
        { text: 'We began with two ditches.', start: 4, duration: 4 },
      ],
    ],
    [
      'a list in milliseconds',
      [
        { text: 'Good morning.', offset: 500, duration: 3500 },
        { text: 'We began with two ditches.', offset: 4000, duration: 4000 },
      ],
    ],
    [
      'strings',
      {
        transcript: [
          { text: 'Good morning.', start: '0.5', dur: '3.5' },
          { text: 'We began with two ditches.', start: '4', dur: '4' },
        ],
      },
    ],
    [
      'json3',
      {
        wireMagic: 'pb3',
        events: [
          { tStartMs: 0, dDurationMs: 9000, id: 1 },
          { tStartMs: 500, dDurationMs: 3500, segs: [{ utf8: 'Good morning.' }] },
          {
            tStartMs: 4000,
            dDurationMs: 4000,
            segs: [{ utf8: 'We began with' }, { utf8: ' two ditches.', tOffsetMs: 900 }],
          },
          { tStartMs: 4000, dDurationMs: 1, aAppend: 1, segs: [{ utf8: '\n' }] },
        ],
      },
    ],
  ])('of %s', (_, value) => expect(json(value)).toEqual(two))

  it.each<[string, unknown]>([
    [
      'whisperX',
      {
        segments: [
          {
            start: 0.5,
            end: 4,
            text: 'Good morning.',
            speaker: 'Ann Moor',
            words: [
              { word: 'Good', start: 0.5, end: 1, speaker: 'Ann Moor' },
              { word: 'morning.', start: 1, end: 4 },
            ],
          },
          { start: 4, end: 8, text: 'We began with two ditches.', speaker: 'Rob Dyke' },
        ],
        word_segments: [],
      },
    ],
    [
      'podcasts',
      {
        version: '1.0.0',
        segments: [
          { speaker: 'Ann Moor', startTime: 0.5, endTime: 4, body: 'Good morning.' },
          { speaker: 'Rob Dyke', startTime: 4, endTime: 8, body: 'We began with two ditches.' },
        ],
      },
    ],
    [
      'AssemblyAI',
      {
        text: '…',
        words: [{ text: 'Good', start: 500, end: 900, speaker: 'Ann Moor' }],
        utterances: [
          { speaker: 'Ann Moor', start: 500, end: 4000, text: 'Good morning.', words: [] },
          { speaker: 'Rob Dyke', start: 4000, end: 8000, text: 'We began with two ditches.' },
        ],
      },
    ],
    [
      'Deepgram',
      {
        metadata: { duration: 8 },
        results: {
          channels: [
            {
              alternatives: [
                {
                  transcript: 'Good morning. We …',
                  confidence: 1,
                  words: [{ word: 'good', start: 0.5, end: 1 }],
                },
              ],
            },
          ],
          utterances: [
            { start: 0.5, end: 4, channel: 0, transcript: 'Good morning.', speaker: 'Ann Moor' },
            { start: 4, end: 8, transcript: 'We began with two ditches.', speaker: 'Rob Dyke' },
          ],
        },
      },
    ],
    [
      'AWS',
      {
        results: {
          items: [
            ['Good', 0.5, 1, 'Ann Moor'],
            ['morning', 1, 4, 'Ann Moor'],
            ['.'],
            ['We', 4, 5, 'Rob Dyke'],
            ['began', 5, 6, 'Rob Dyke'],
            ['with', 6, 6.5, 'Rob Dyke'],
            ['two', 6.5, 7, 'Rob Dyke'],
            ['ditches', 7, 8, 'Rob Dyke'],
            ['.'],
          ].map(([content, start, end, speaker_label]) =>
            start === undefined
              ? { type: 'punctuation', alternatives: [{ content }] }
              : {
                  type: 'pronunciation',
                  start_time: `${start}`,
                  end_time: `${end}`,
                  alternatives: [{ content }, { content: 'other' }],
                  speaker_label,
                },
          ),
        },
      },
    ],
    [
      'Rev',
      {
        monologues: [
          {
            speaker: 'Ann Moor',
            elements: [
              { type: 'text', value: 'Good', ts: 0.5, end_ts: 1 },
              { type: 'punct', value: ' ' },
              { type: 'text', value: 'morning', ts: 1, end_ts: 4 },
              { type: 'punct', value: '.' },
            ],
          },
          {
            speaker: 'Rob Dyke',
            elements: 'We began with two ditches.'.split(' ').map((value, at, all) => ({
              type: 'text',
              value,
              ts: 4 + (at * 4) / all.length,
              end_ts: 4 + ((at + 1) * 4) / all.length,
            })),
          },
        ],
      },
    ],
    [
      'this service',
      [
        {
          start: 0.5,
          end: 4,
          text: 'Good morning.',
          speaker: 'Ann Moor',
          words: [
            [0.5, 1, 'Good'],
            [1, 4, 'morning.'],
          ],
        },
        { start: 4, end: 8, text: 'We began with two ditches.', speaker: 'Rob Dyke' },
      ],
    ],
  ])('of %s, with speakers', (_, value) => expect(json(value)).toEqual(named))

  it('keeps times of words and the language', () => {
    const words = [
      { word: ' Guten', start: 0, end: 0.4, probability: 0.9 },
      { word: ' Morgen.', start: 0.5, end: 1, probability: 0.9 },
    ]
    const read = readTranscript(
      JSON.stringify({ language: 'german', segments: [{ start: 0, end: 1, text: ' Guten Morgen.', words }] }),
    )
    expect(read).toMatchObject({
      language: 'de',
      cues: [
        {
          text: 'Guten Morgen.',
          words: [
            { start: 0, end: 0.4, text: 'Guten' },
            { start: 0.5, end: 1, text: 'Morgen.' },
          ],
        },
      ],
    })
  })

  it('of single words is put together: a sentence, a speaker, a pause', () => {
    const words = [
      ...'We dig here. Water comes in later on'
        .split(' ')
        .map((word, at) => ({ word, start: at * 0.3, end: at * 0.3 + 0.2 })),
      { word: 'Then', start: 9, end: 9.3 },
    ]
    expect(json({ words })).toEqual([
      [0, 2.3, 'We dig here. Water comes in later on'],
      [9, 9.3, 'Then'],
    ])
  })

  it('a line each', () => {
    expect(
      rowsOf('{"start":1,"end":2,"text":"One"}\n{"start":2,"end":3.5,"text":"Two"}\n', 'JSON'),
    ).toHaveLength(2)
  })
})

describe('N56: frames and tenths', () => {
  it('MicroDVD at the rate of its first line, else at that of films, with doubt', () => {
    const cues = '{25}{100}Good morning.\r\n{101}{200}{y:i}We began|and dug.\r\n'
    expect(rowsOf(`{1}{1}25.000\n${cues}`, 'MicroDVD')).toEqual([
      [1, 4, 'Good morning.'],
      [4.04, 8, 'We began and dug.'],
    ])
    const read = readTranscript(cues)
    expect(read).toMatchObject({
      cues: [{ start: 1.043 }, { end: 8.342 }],
      doubts: [{ code: 'frame_rate_assumed' }],
    })
    expect(rowsOf('{0}{}Good morning, all.\n{240}{480}Next', 'MicroDVD')[0]).toEqual([
      0,
      5.6,
      'Good morning, all.',
    ])
  })

  it('MPL2', () => {
    expect(rowsOf('[10][40]/Good morning.\n[40][80]We began|/and dug.', 'MPL2')).toEqual([
      [1, 4, 'Good morning.'],
      [4, 8, 'We began and dug.'],
    ])
  })
})

describe('SubStation', () => {
  const ass = `[Script Info]
Title: talk
ScriptType: v4.00+

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not said
Dialogue: 1,0:00:04.00,0:00:08.50,Default,Rob Dyke,0,0,0,,{\\an8\\i1}We began,{\\i0} two\\Nditches.
Dialogue: 0,0:00:04.00,0:00:08.50,Shadow,Rob Dyke,0,0,0,,We began, two\\Nditches.
Dialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,Good\\hmorning.
Dialogue: 0,0:00:02.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0{\\p0}
`
  it('has comma-separated columns, the text last', () => {
    expect(rowsOf(ass, 'SubStation')).toEqual([
      [1, 4, 'Good morning.'],
      [4, 8.5, 'We began, two ditches.', 'Rob Dyke'],
    ])
    const ssa = ass
      .replace('Format: Layer, Start', 'Format: Marked, Start')
      .replaceAll('Dialogue: 0', 'Dialogue: Marked=0')
    expect(rowsOf(ssa, 'SubStation')).toHaveLength(2)
  })
})

describe('TTML', () => {
  const tt = (body: string, attributes = '') =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en-GB" ${attributes}><head><metadata><ttm:title>Not said</ttm:title><ttm:agent type="person" xml:id="a"><ttm:name type="full">Ann Moor</ttm:name></ttm:agent></metadata></head><body>${body}</body></tt>`

  it.each([
    ['00:00:01.500', '00:00:04.000', ''],
    ['00:00:01:15', '00:00:04:00', 'ttp:frameRate="30"'],
    ['1.5s', '4s', ''],
    ['1500ms', '0.0666666667m', ''],
    ['36f', '96f', 'ttp:frameRate="24"'],
    ['15000000t', '40000000t', 'ttp:tickRate="10000000"'],
    ['00:00:01,5', '00:00:04', ''],
  ])('times as %s', (begin, end, attributes) => {
    const text = tt(
      `<div><p begin="${begin}" end="${end}">Good &amp;\n  caf&#233;<br/><span tts:color="red">morn</span>ing</p></div>`,
      attributes,
    )
    const [first] = rowsOf(text, 'TTML')
    expect(first).toEqual([expect.closeTo(1.5, 5), expect.closeTo(4, 5), 'Good & café morning'])
  })

  it('nests times, names speakers, and may have a prefix and other tags', () => {
    const body = `<div begin="10s"><p begin="1s" dur="2s" ttm:agent="a">In <!-- not said -->time</p><p><span begin="5s" end="6s">One</span><span begin="6s" end="7s">Two</span></p><p>untimed?</p></div>`
    expect(rowsOf(tt(body), 'TTML')).toEqual([
      [10, 12, 'untimed?'],
      [11, 13, 'In time', 'Ann Moor'],
      [15, 16, 'One'],
      [16, 17, 'Two'],
    ])
    const prefixed =
      '<tt:tt xmlns:tt="http://www.w3.org/ns/ttml"><tt:body><tt:div><tt:p begin="00:00:01.000" end="00:00:02.000">Good<tt:br/>morning</tt:p></tt:div></tt:body></tt:tt>'
    expect(rowsOf(prefixed, 'TTML')).toEqual([[1, 2, 'Good morning']])
    expect(readTranscript(tt('<p begin="1s" end="2s">x y</p>'))).toMatchObject({ language: 'en-GB' })
  })
})

describe('YouTube XML', () => {
  it('in seconds, and in milliseconds with words', () => {
    expect(
      rowsOf(
        '<?xml version="1.0" encoding="utf-8" ?><transcript><text start="0.5" dur="3.5">It&amp;#39;s a\ntalk</text><text start="4" dur="2">Two</text></transcript>',
        'YouTube XML',
      ),
    ).toEqual([
      [0.5, 4, "It's a talk"],
      [4, 6, 'Two'],
    ])
    const srv3 =
      '<?xml version="1.0" encoding="utf-8" ?>\n<timedtext format="3">\n<head><ws id="0"/></head>\n<body>\n<w t="0" id="1"/>\n<p t="480" d="4000" w="1"><s ac="0">welcome</s><s t="1000" ac="0"> all</s></p>\n<p t="2470" d="10" w="1" a="1">\n</p>\n<p t="2480" d="3000" w="1"><s>we</s><s t="500"> began</s></p>\n</body>\n</timedtext>'
    const read = readTranscript(srv3)
    expect(read).toMatchObject({
      format: 'YouTube XML',
      cues: [
        {
          start: 0.48,
          end: 2.48,
          text: 'welcome all',
          words: [
            { start: 0.48, text: 'welcome' },
            { start: 1.48, text: 'all' },
          ],
        },
        { start: 2.48, end: 5.48, text: 'we began' },
      ],
    })
  })
})

describe('N8: text with times', () => {
  const three = [
    [0, 'Good morning.'],
    [4, 'We began with two ditches.'],
    [3602, 'Thank you.'],
  ]
  const read = (text: string) =>
    rowsOf(text, 'text with times').map(([start, , text, speaker]) => [
      start,
      text,
      ...(speaker ? [speaker] : []),
    ])

  it.each([
    [
      '[00:00.000 --> 00:04.200]  Good morning.\n[00:04.000 --> 00:09.000]  We began with two ditches.\n[01:00:02.000 --> 01:00:07.000]  Thank you.',
    ],
    ['0:00\nGood morning.\n0:04\nWe began with\ntwo ditches.\n1:00:02\nThank you.'],
    [
      '0:00\n0 seconds\nGood morning.\n0:04\n4 seconds\nWe began with two ditches.\n1:00:02\n1 hour, 2 seconds\nThank you.',
    ],
    ['Transcript\n\n0:00 Good morning.\n0:04 We began with two ditches.\n1:00:02 Thank you.'],
    ['(0:00) Good morning.\n\n(0:04) We began with two ditches.\n\n(1:00:02) Thank you.'],
    ['[00:00:00] Good morning.\n[00:00:04] We began with two ditches.\n[01:00:02] Thank you.'],
    ['00:00:00 - Good morning.\n00:00:04 - We began with two ditches.\n01:00:02 - Thank you.'],
    ['00:00:00.000 Good morning.\n00:00:04.000 We began with two ditches.\n01:00:02.000 Thank you.'],
    ['[ar:Ann Moor]\n[00:00.00]Good morning.\n[00:04.00]We began with two ditches.\n[60:02.00]Thank you.'],
    [
      '00:00:00:00 - 00:00:03:12\nGood morning.\n\n00:00:04:00 - 00:00:08:02\nWe began with two ditches.\n\n01:00:02:00 - 01:00:04:00\nThank you.',
    ],
  ])('%j', (text) => expect(read(text)).toEqual(three))

  it.each([
    [
      'Ann Moor (00:00:00):\nGood morning.\n\nRob Dyke (00:00:04):\nWe began with two ditches.\n\nAnn Moor (01:00:02):\nThank you.',
    ],
    [
      'Ann Moor  0:00\nGood morning.\n\nRob Dyke  0:04\nWe began with two ditches.\n\nAnn Moor  1:00:02\nThank you.',
    ],
    [
      'Ann Moor (0:00): Good morning.\nRob Dyke (0:04): We began with two ditches.\nAnn Moor (1:00:02): Thank you.',
    ],
    [
      '[00:00:00] Ann Moor: Good morning.\n[00:00:04] Rob Dyke: We began with two ditches.\n[01:00:02] Ann Moor: Thank you.',
    ],
    [
      '00:00:00 Ann Moor: Good morning.\n00:00:04 Rob Dyke: We began with two ditches.\n01:00:02 Ann Moor: Thank you.',
    ],
    [
      '[Ann Moor] 00:00:00\nGood morning.\n\n[Rob Dyke] 00:00:04\nWe began with two ditches.\n\n[Ann Moor] 01:00:02\nThank you.',
    ],
    [
      'Ann Moor\n0 minutes 0 seconds\n0:00\nGood morning.\nRob Dyke\n0 minutes 4 seconds\n0:04\nWe began with two ditches.\nAnn Moor\n1 hour 2 seconds\n1:00:02\nThank you.',
    ],
  ])('with speakers: %j', (text) => {
    expect(read(text)).toEqual(three.map((row, at) => [...row, at === 1 ? 'Rob Dyke' : 'Ann Moor']))
  })

  it.each([
    ['The talk began at 10:30.\n\nIt went on until 11:15, and then there was tea.'],
    ['10:30 is when we began.\nNobody came.\nThen we had tea.'],
    ['Note: dig first.\n\nThe ratio is 1:20 and not 2:10.'],
    ['First we dug.\n\n1. Reed\n2. Sand'],
    ['[1] Reed beds, 2019.\n[2] Ditches, 2020.'],
  ])('none is %j', (text) => expect(readTranscript(text)).toMatchObject({ problem: 'no_times' }))
})

describe('N56: what is no transcript is refused by name', () => {
  it.each([
    ['{"a":1}', 'JSON'],
    ['{"text":"Good morning.","segments":[]}', 'JSON'],
    ['[{"name":"Ann"},{"name":"Rob"}]', 'JSON'],
    [
      '<!DOCTYPE html>\n<html><body><pre>1\n00:00:01,000 --> 00:00:02,000\nx</pre></body></html>',
      'an HTML page',
    ],
    ['<?xml version="1.0"?><rss><channel/></rss>', 'an XML file'],
    ['{\\rtf1\\ansi Good morning}', 'an RTF document'],
    ['PK\u0003\u0004\u0014\0\0\0', 'a binary file'],
    ['PG\0\0\0\u0016\0\u0013', 'a binary file'],
  ])('%j', (text, kind) => {
    expect(readTranscript(text)).toMatchObject({
      problem: 'not_readable',
      message: expect.stringContaining(kind),
    })
  })

  it.each([
    [' \n', 'empty'],
    ['[Music] Good morning. {laughs} <3', 'no_times'],
    ['"Good morning," said Ann.', 'no_times'],
  ])('%j', (text, problem) => expect(readTranscript(text)).toMatchObject({ problem }))

  it('too long', () => {
    expect(readTranscript('x'.repeat(5_000_001))).toMatchObject({ problem: 'too_long' })
  })
})

describe('hostile text', () => {
  const heads = [
    '1\n00:00:01,000 --> 00:00:04,000\n',
    '[{"start":1,"text":"',
    '<tt><body><p begin="1s">',
    '<timedtext><p t="1">',
    '[Events]\n',
    '0:00\n',
  ]
  it.each([
    '[',
    '{"a":',
    '<p begin="1s">',
    '<',
    'a="',
    '{1}{2}|',
    'Dialogue: ,',
    '0:00 ',
    'A B (0:0',
    '- a. >> B: ',
    '&amp;#',
  ])('of many %j is read in one go, in every format', (piece) => {
    // Quadratic time would not end before the test does.
    for (const head of heads) readTranscript(head + piece.repeat(Math.floor(500_000 / piece.length)))
  })
})
