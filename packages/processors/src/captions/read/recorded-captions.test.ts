import { describe, expect, it } from 'vitest'
import { readCaptions } from './read-captions.ts'
import { readSpeech } from './read-speech.ts'

const said = (text: string) => readSpeech(text).map((cue) => cue.text)
const spoken = (text: string) =>
  readSpeech(text).map(({ speaker, turn, text }) => `${speaker ?? (turn ? '–' : '')}: ${text}`)

describe('N1: captions that roll up', () => {
  /** As a service writes generated captions: the line before, then the new one word by word; a moment of both. */
  const rolling = `WEBVTT
Kind: captions
Language: en

00:00:00.469 --> 00:00:03.169 align:start position:0%
 
welcome<00:00:01.469><c> to</c><00:00:01.620><c> the</c><00:00:01.740><c> talk</c>

00:00:03.169 --> 00:00:03.179 align:start position:0%
welcome to the talk
 

00:00:03.179 --> 00:00:05.749 align:start position:0%
welcome to the talk
we<00:00:03.760><c> began</c><00:00:04.000><c> with</c><00:00:04.160><c> ditches</c>

00:00:05.749 --> 00:00:05.759 align:start position:0%
we began with ditches
 
`

  it('are read once each, the first at its time, with the times of their words', () => {
    const [first, second, ...more] = readSpeech(rolling)
    expect(more).toEqual([])
    expect(first).toMatchObject({ start: 0.469, end: 3.169, text: 'welcome to the talk' })
    expect(second).toMatchObject({ start: 3.179, end: 5.749, text: 'we began with ditches' })
    expect(second?.words?.map(({ start, text }) => [start, text])).toEqual([
      [3.179, 'we'],
      [3.76, 'began'],
      [4, 'with'],
      [4.16, 'ditches'],
    ])
  })

  it('are read once each from SRT, and from two lines of live captions', () => {
    const live = ['a', 'b', 'c', 'd'].map((name) => `line ${name} of the talk`)
    const srt = live
      .map(
        (line, at) =>
          `${at + 1}\n00:00:0${at},000 --> 00:00:0${at + 1},000\n${live[at - 1] ?? ''}\n${line}\n`,
      )
      .join('\n')
    expect(said(srt)).toEqual(live)
  })

  it('are read once where a line grows word by word', () => {
    const vtt = `WEBVTT

00:01.000 --> 00:01.400
So we

00:01.400 --> 00:02.000
So we began

00:02.000 --> 00:03.000
So we began with ditches

00:03.000 --> 00:04.000
So we began with ditches
and a spade
`
    expect(readSpeech(vtt).map(({ start, end, text }) => [start, end, text])).toEqual([
      [1, 3, 'So we began with ditches'],
      [3, 4, 'and a spade'],
    ])
  })

  it('are none where someone says the same again', () => {
    const cue = (start: number, text: string) => `00:0${start}.000 --> 00:0${start + 1}.000\n${text}\n\n`
    const texts = [
      'Is it deep?',
      'No.',
      'No.',
      'Not at all.',
      'Not at all.\nNot for a heron.',
      'Good.',
      'Good.',
    ]
    expect(said(`WEBVTT\n\n${texts.map((text, at) => cue(at, text)).join('')}`)).toEqual(
      texts.map((text) => text.replace('\n', ' ')),
    )
  })
})

describe('N4: character references', () => {
  const line = (head: string, text: string) => said(`${head}\n00:00:01,000 --> 00:00:04,000\n${text}\n`)[0]

  it.each([
    ['It&#39;s a &quot;wet&quot; talk, isn&#x27;t it?', 'It\'s a "wet" talk, isn\'t it?'],
    [
      'We&apos;ll look at 5&deg; water &hellip; and caf&eacute;s.',
      'We’ll look at 5° water … and cafés.'.replace('’', "'"),
    ],
    ['It&amp;#39;s &amp;quot;wet&amp;quot;', 'It\'s "wet"'],
    ['R&D and AT&T &copy &nosuch; &', 'R&D and AT&T &copy &nosuch; &'],
  ])('%s', (text, read) => expect(line('1', text)).toBe(read))

  it('in WebVTT are those of HTML, decoded once', () => {
    const vtt = (text: string) => line('WEBVTT\n', text.replace(',', '.'))
    expect(vtt('Caf&eacute; &amp;lt;b&gt; &notin; &#x1F426;')).toBe('Café &lt;b> ∉ 🐦')
    expect(vtt('It&amp;#39;s deep')).toBe("It's deep")
  })
})

describe('N5: a line of times begins a cue', () => {
  const three = ['Good morning.', 'We began with two ditches.', 'And with a spade.']
  const srt = (before: (at: number) => string, stamp: (at: number) => string, end: string) =>
    three.map((text, at) => `${before(at)}${stamp(at)}\n${text}\n${end}`).join('')
  const plain = (at: number) => `00:00:0${at},000 --> 00:00:0${at + 1},000`

  it.each([
    ['without blank lines', srt((at) => `${at + 1}\n`, plain, '')],
    ['without numbers', srt(() => '', plain, '\n')],
    ['without either', srt(() => '', plain, '')],
    ['with lines of blanks', srt((at) => `${at + 1}\n`, plain, ' \t\n')],
    ['with two blank lines', srt((at) => `${at + 1}\n`, plain, '\n\n')],
    [
      'with one digit and a dot',
      srt(
        (at) => `${at + 1}\n`,
        (at) => `0:0:${at}.0 --> 0:0:${at + 1}.0`,
        '\n',
      ),
    ],
    [
      'without a fraction',
      srt(
        (at) => `${at + 1}\n`,
        (at) => `00:00:0${at} --> 00:00:0${at + 1}`,
        '\n',
      ),
    ],
    [
      'with a thin arrow',
      srt(
        (at) => `${at + 1}\n`,
        (at) => `00:00:0${at},000 -> 00:00:0${at + 1},000`,
        '\n',
      ),
    ],
    [
      'with no blanks at the arrow',
      srt(
        (at) => `${at + 1}\n`,
        (at) => `00:00:0${at},000-->00:00:0${at + 1},000`,
        '\n',
      ),
    ],
    [
      'with blanks in the times',
      srt(
        (at) => `${at + 1}\n`,
        (at) => `00: 00: 0${at}, 000 --> 00: 00: 0${at + 1}, 000`,
        '\n',
      ),
    ],
    [
      'with coordinates',
      srt(
        (at) => `${at + 1}\n`,
        (at) => `${plain(at)}  X1:63 X2:223 Y1:43 Y2:58`,
        '\n',
      ),
    ],
    [
      'with settings',
      srt(
        (at) => `${at + 1}\n`,
        (at) => `${plain(at)} align:start position:0%`,
        '\n',
      ),
    ],
    [
      'of SubViewer and YouTube',
      srt(
        () => '',
        (at) => `0:00:0${at}.000,0:00:0${at + 1}.000`,
        '\n',
      ),
    ],
    [
      'in WebVTT',
      `WEBVTT\n${srt(
        (at) => `${at + 1}\n`,
        (at) => plain(at).replaceAll(',', '.'),
        '',
      )}`,
    ],
    ['in WebVTT with names', `WEBVTT\n\n${srt((at) => `part ${at}\n`, plain, '\n')}`],
    ['with names, in WebVTT that has lost its first line', srt((at) => `part ${at}\n`, plain, '\n')],
  ])('%s', (_, text) => {
    for (const end of ['\n', '\r\n', '\r']) {
      const cues = readSpeech(`\ufeff${text.replaceAll('\n', end)}`)
      expect(cues.map((cue) => cue.text)).toEqual(three)
      expect(cues.map(({ start, end: until }) => [start, until])).toEqual([
        [0, 1],
        [1, 2],
        [2, 3],
      ])
    }
  })

  it('keeps numbers that are text, and text behind an empty line', () => {
    expect(
      said('1\n00:00:01,000 --> 00:00:02,000\nHow many?\n42\n\n2\n00:00:02,000 --> 00:00:03,000\n1990\n'),
    ).toEqual(['How many? 42', '1990'])
    expect(said('1\n00:00:01,000 --> 00:00:02,000\n42\n2\n00:00:02,000 --> 00:00:03,000\n7\n')).toEqual([
      '42',
      '7',
    ])
    expect(
      said(
        '00:00:01,000 --> 00:00:02,000\n42\n\n00:00:02,000 --> 00:00:03,000\nno\n\n00:00:03,000 --> 00:00:04,000\nyes',
      ),
    ).toEqual(['42', 'no', 'yes'])
    expect(
      said('1\n00:00:01,000 --> 00:00:02,000\nOne\n\nmore line\n\n2\n00:00:02,000 --> 00:00:03,000\nTwo\n'),
    ).toEqual(['One more line', 'Two'])
  })
})

describe('N7: names in front of what is said', () => {
  const vtt = (...texts: string[]) =>
    `WEBVTT\n\n${texts.map((text, at) => `00:${10 + at}.000 --> 00:${11 + at}.000\n${text}\n`).join('\n')}`

  it('are speakers where every cue has one', () => {
    expect(spoken(vtt('Ann Moor: Good morning.', 'Ann Moor: Reed beds.', 'rob (he/him): May I?'))).toEqual([
      'Ann Moor: Good morning.',
      'Ann Moor: Reed beds.',
      'rob (he/him): May I?',
    ])
  })

  it('are speakers where every change has one, and hold until the next', () => {
    expect(
      spoken(vtt('ANN: Good morning.', 'Note: it is early.', 'ROB: May I?', 'One thing only.', 'ANN: Do.')),
    ).toEqual([
      'ANN: Good morning.',
      'ANN: Note: it is early.',
      'ROB: May I?',
      'ROB: One thing only.',
      'ANN: Do.',
    ])
  })

  it('divide a cue in which two speak', () => {
    const text = vtt('Ann Moor: Begin?\nRob Dyke: Yes.', 'Ann Moor: Good.', 'Rob Dyke: I see.')
    expect(spoken(text)).toEqual([
      'Ann Moor: Begin?',
      'Rob Dyke: Yes.',
      'Ann Moor: Good.',
      'Rob Dyke: I see.',
    ])
    expect(readSpeech(text).map(({ start }) => start)).toEqual([10, expect.closeTo(10.6, 0), 11, 12])
  })

  it.each([
    ['once', vtt('Note: this is early.', 'And it goes on.', 'And on.')],
    ['as steps', vtt('Step one: dig.', 'Step two: wait.', 'Step three: drink tea.')],
    [
      'as times and addresses',
      vtt('At 10:30 we begin.', 'See https://example.org/: all of it.', 'Ratio 1:2'),
    ],
  ])('are text %s', (_, text) => expect(readSpeech(text).every(({ speaker }) => speaker === null)).toBe(true))
})

describe('N13: several speakers in a cue', () => {
  const vtt = (text: string) => `WEBVTT\n\n00:01.000 --> 00:05.000\n${text}\n`

  it('have a voice each, or none behind its end', () => {
    const cues = readSpeech(vtt('<v Ann Moor>Shall we begin?</v>\n<v Rob Dyke>Yes, please.</v>'))
    expect(cues).toEqual([
      { start: 1, end: 3.222, speaker: 'Ann Moor', text: 'Shall we begin?' },
      { start: 3.222, end: 5, speaker: 'Rob Dyke', text: 'Yes, please.' },
    ])
    expect(spoken(vtt('<v Ann>Begin?</v> (a bell)'))).toEqual(['Ann: Begin?', ': (a bell)'])
    expect(spoken(vtt('<v.loud Ann>One <v Rob>Two'))).toEqual(['Ann: One', 'Rob: Two'])
  })

  it.each([
    ['- Is it deep?\n- No, it is not.', ['–: Is it deep?', '–: No, it is not.']],
    ['–Is it deep?\n–No.', ['–: Is it deep?', '–: No.']],
    ['Is it deep?\n- No.', [': Is it deep?', '–: No.']],
    ['&gt;&gt; I have a question.', ['–: I have a question.']],
    ['&gt;&gt; ROB DYKE: I have a question.', ['ROB DYKE: I have a question.']],
    ['It is deep. &gt;&gt; Is it?', [': It is deep.', '–: Is it?']],
    ['the reed -\n- and only the reed -\n-5 degrees', [': the reed - - and only the reed - -5 degrees']],
    ['- first of all', ['–: first of all']],
    ['<v Ann>- Is it deep?', ['Ann: Is it deep?']],
    ['shift by x >> 2', [': shift by x >> 2']],
  ])('%j', (text, read) => expect(spoken(vtt(text))).toEqual(read))
})

describe('N10: languages without blanks', () => {
  it.each([
    ['今日は水と\n忍耐について', '今日は水と忍耐について'],
    ['我们谈谈。\nReed beds', '我们谈谈。Reed beds'],
    ['使用 Linux\n内核', '使用 Linux 内核'],
    ['共有 2\n个问题', '共有 2个问题'],
    ['สวัสดี\nตอนเช้า', 'สวัสดีตอนเช้า'],
    ['ສະບາຍ\nດີ', 'ສະບາຍດີ'],
    ['ខ្ញុំ\nស្រឡាញ់', 'ខ្ញុំស្រឡាញ់'],
    ['မင်္ဂလာ\nပါ', 'မင်္ဂလာပါ'],
    ['안녕하세요\n오늘은', '안녕하세요 오늘은'],
    ['reed\nbeds', 'reed beds'],
    ['in 2\n3 ditches', 'in 2 3 ditches'],
  ])('%j', (text, joined) => expect(said(`1\n00:00:01,000 --> 00:00:02,000\n${text}\n`)).toEqual([joined]))
})

describe('N11: legacy code pages', () => {
  const bytes = (hex: string) =>
    Buffer.concat([
      Buffer.from('1\r\n00:00:01,000 --> 00:00:04,000\r\n'),
      Buffer.from(hex, 'hex'),
      Buffer.from('\r\n'),
    ])
  const line = (hex: string, language?: string) => readCaptions(bytes(hex), language)?.cues[0]?.lines[0]

  it.each([
    [
      'windows-1251',
      'c4eee1f0eee520f3f2f0ee2c20f1e5e3eee4edff20ecfb20e3eee2eef0e8ec20ee20e2eee4e52e',
      'Доброе утро, сегодня мы говорим о воде.',
    ],
    [
      'KOI8-R',
      'e4cfc2d2cfc520d5d4d2cf2c20d3c5c7cfc4ced120cdd920c7cfd7cfd2c9cd20cf20d7cfc4c52e',
      'Доброе утро, сегодня мы говорим о воде.',
    ],
    [
      'windows-1253',
      'cae1ebe7ecddf1e12c20f3deece5f1e120ece9ebdcece520e3e9e120f4ef20ede5f1fc2e',
      'Καλημέρα, σήμερα μιλάμε για το νερό.',
    ],
    [
      'windows-1250',
      '447a6965f120646f6272792c20647a697369616a206df377696d79206f20776f647a69652c206b74f372b920706fbf79637a796c699c6d792e',
      'Dzień dobry, dzisiaj mówimy o wodzie, którą pożyczyliśmy.',
    ],
    [
      'windows-1254',
      '47fc6e617964fd6e2c20627567fc6e2073752068616b6bfd6e6461206b6f6e75fe75796f72757a2c207465fe656b6bfc726c65722e',
      'Günaydın, bugün su hakkında konuşuyoruz, teşekkürler.',
    ],
    ['windows-1255', 'e1e5f7f820e8e5e12c20e4e9e5ed20f0e3e1f820f2ec20eee9ed2e', 'בוקר טוב, היום נדבר על מים.'],
    [
      'windows-1256',
      'd5c8c7cd20c7e1ceedd1a120e4cacdcfcb20c7e1ede6e320dae420c7e1e3c7c12e',
      'صباح الخير، نتحدث اليوم عن الماء.',
    ],
    [
      'Shift_JIS',
      '82a882cd82e682a482b282b482a282dc82b781428da193fa82cd908582c6944591cf82c982c282a282c48142',
      'おはようございます。今日は水と忍耐について。',
    ],
    [
      'EUC-JP',
      'a4aaa4cfa4e8a4a6a4b4a4b6a4a4a4dea4b9a1a3baa3c6fca4cfbfe5a4c8c7a6c2d1a4cba4c4a4a4a4c6a1a3',
      'おはようございます。今日は水と忍耐について。',
    ],
    [
      'EUC-KR',
      'bec8b3e7c7cfbcbcbfe42c20bfc0b4c3c0ba20b9b0bfa120b4ebc7d820c0ccbedfb1e2c7d5b4cfb4d92e',
      '안녕하세요, 오늘은 물에 대해 이야기합니다.',
    ],
    ['GB18030', 'b4f3bcd2d4e7c9cfbac3a3acbdf1ccecced2c3c7ccb8ccb8cbaea1a3', '大家早上好，今天我们谈谈水。'],
    ['Big5', 'a46aae61a6ada677a141a4b5a4d1a7daadccbdcdbdcda4f4a143', '大家早安，今天我們談談水。'],
  ])('%s', (_, hex, text) => expect(line(hex)).toBe(text))

  it('are told apart by the language of the talk', () => {
    const czech = '446f6272e92072e16e6f2c20646e6573206d6c7576ed6d65206f20766f64ec2e'
    expect(line(czech, 'cs')).toBe('Dobré ráno, dnes mluvíme o vodě.')
    const thai = 'cac7d1cab4d5'
    expect(line(thai, 'th')).toBe('สวัสดี')
  })

  it('are none in UTF-16 without a mark, and in UTF-8 that was cut off', () => {
    const srt = '1\n00:00:01,000 --> 00:00:02,000\nДоброе утро\n'
    const text = (bytes: Uint8Array) => readCaptions(bytes)?.cues[0]?.lines[0]
    expect(text(Buffer.from(srt, 'utf16le'))).toBe('Доброе утро')
    expect(text(Buffer.from(srt, 'utf16le').swap16())).toBe('Доброе утро')
    expect(text(Buffer.from(srt).subarray(0, -2))).toBe('Доброе утр\ufffd')
  })
})
