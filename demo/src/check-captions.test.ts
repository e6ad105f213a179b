import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkSrt, checkVtt } from './check-captions.ts'
import { sampleFolder } from './sample-server.ts'

const vtt = (text: string): string[] => checkVtt(Buffer.from(text))
const srt = (text: string): string[] => checkSrt(Buffer.from(text))
const cue = (text: string, times = '00:01.000 --> 00:09.000'): string[] =>
  vtt(`WEBVTT\n\n${times}\n${text}\n`)

describe('WebVTT that is accepted', () => {
  test.each([
    ['nothing but the head', 'WEBVTT\n\n'],
    [
      'a mark before it, a note after it',
      '\uFEFFWEBVTT - Talk of Ana\n\nNOTE made by hand\nin two lines\n\n',
    ],
    [
      'hours, no hours, many hours',
      'WEBVTT\n\n00:01.000 --> 59:59.999\na\n\n100:00:00.000 --> 100:00:00.001\nb\n',
    ],
    ['other line ends', 'WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\na\r\n\r00:02.000 --> 00:03.000\rb\r'],
    ['names', 'WEBVTT\n\n1\n00:01.000 --> 00:02.000\na\n\nintro – two\n00:01.000 --> 00:02.000\nb\n'],
    ['cues that overlap', 'WEBVTT\n\n00:01.000 --> 00:09.000\na\n\n00:02.000 --> 00:03.000\nb\n'],
    [
      'style and region',
      'WEBVTT\n\nSTYLE\n::cue { color: lime }\n\nREGION\nid:a width:40%\n\n00:01.000 --> 00:02.000 region:a\na\n',
    ],
    [
      'settings',
      'WEBVTT\n\n00:01.000\t-->\t00:02.000 line:-1,end position:10%,line-left size:33.3% align:start\na\n',
    ],
    ['a cue without text', 'WEBVTT\n\n00:01.000 --> 00:02.000\n'],
  ])('%s', (_name, text) => expect(vtt(text)).toEqual([]))

  test.each([
    'a > b &amp; c &lt; d &#8211; &#x2013;',
    '<v Ana Ruiz>Herons',
    '<v.loud Ana>Herons</v>\n<v Tomas>Seals</v>',
    '<i>a <b>b</b></i><c.red.big>c</c> <lang de>Moor</lang>',
    '<ruby>漢<rt>kan</rt>字<rt>ji</ruby>',
    'one <00:02.000>two <00:00:03.500>three',
    'Reihe 1\nReihe 2',
  ])('the text %s', (text) => expect(cue(text)).toEqual([]))

  test('the captions of the sample conference', async () => {
    expect(checkVtt(await readFile(join(sampleFolder, 'video/moore-vernaessen.vtt')))).toEqual([])
  })
})

describe('WebVTT that is refused', () => {
  test.each([
    ['nothing', '', 'WEBVTT'],
    ['another head', 'WEBVTTX\n\n', 'WEBVTT'],
    ['a header line, as drafts before 2015 had it', 'WEBVTT\nLanguage: en\n\n', 'no empty line'],
    ['no empty line below the head', 'WEBVTT\n00:01.000 --> 00:02.000\na\n', 'no empty line'],
    ['no end of the last line', 'WEBVTT\n\n00:01.000 --> 00:02.000\na', 'not terminated'],
    ['a comma in a time', 'WEBVTT\n\n00:01,000 --> 00:02.000\na\n', 'line 3: no cue timings'],
    ['one digit of hours', 'WEBVTT\n\n0:00:01.000 --> 00:02.000\na\n', 'line 3: no cue timings'],
    ['61 seconds', 'WEBVTT\n\n00:61.000 --> 02:02.000\na\n', 'no cue timings'],
    ['two digits of a thousandth', 'WEBVTT\n\n00:01.00 --> 00:02.00\na\n', 'no cue timings'],
    ['no space at the arrow', 'WEBVTT\n\n00:01.000-->00:02.000\na\n', 'no cue timings'],
    ['a text of two blocks', 'WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nb\n', 'line 6: no cue timings'],
    ['an end at the start', 'WEBVTT\n\n00:01.000 --> 00:01.000\na\n', 'does not end'],
    [
      'an earlier start',
      'WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:04.999 --> 00:06.000\nb\n',
      'line 6: the cue begins',
    ],
    [
      'a name twice',
      'WEBVTT\n\nx\n00:01.000 --> 00:02.000\na\n\nx\n00:02.000 --> 00:03.000\nb\n',
      'called x',
    ],
    ['an arrow in the text', 'WEBVTT\n\n00:01.000 --> 00:02.000\na\nb --> c\n', 'arrow'],
    ['an arrow in a note', 'WEBVTT\n\nNOTE a --> b\n', 'arrow'],
    ['a style after a cue', 'WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nSTYLE\n::cue {}\n', 'after a cue'],
    ['an unknown setting', 'WEBVTT\n\n00:01.000 --> 00:02.000 colour:red\na\n', 'no setting colour'],
    ['a setting twice', 'WEBVTT\n\n00:01.000 --> 00:02.000 size:5% size:6%\na\n', 'twice'],
    ['a size over the whole', 'WEBVTT\n\n00:01.000 --> 00:02.000 size:101%\na\n', 'no setting size'],
  ])('%s', (_name, text, problem) => {
    const problems = vtt(text)
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.join('; ')).toContain(problem)
  })

  test.each([
    ['a & b', 'bare &'],
    ['a < b', 'bare <'],
    ['<i>a', '<i> is not closed'],
    ['a</i>', '</i> closes nothing'],
    ['<i><b>a</i></b>', 'closes nothing'],
    ['<font color="red">a</font>', 'no tag'],
    ['<v>a</v>', 'names nothing'],
    ['<i Ana>a</i>', 'takes no name'],
    ['<rt>a</rt>', 'outside of <ruby>'],
    ['one <00:00.500>two', 'does not fit'],
    ['one <00:03.000>two <00:02.000>three', 'does not fit'],
    ['one <00:09.000>two', 'does not fit'],
    ['so <v Ana>a', '<v> is not closed'],
  ])('the text %s', (text, problem) => expect(cue(text).join('; ')).toContain(problem))

  test('bytes that are no UTF-8', () => {
    expect(checkVtt(Buffer.from('WEBVTT\n\n00:01.000 --> 00:02.000\nM\xfcller\n', 'latin1'))).toHaveLength(1)
  })
})

describe('SubRip', () => {
  const good =
    '1\n00:00:01,000 --> 00:00:02,000\nReihe 1\nReihe 2\n\n2\n00:00:02,000 --> 100:00:03,500\nb\n\n'

  test.each([good, good.replaceAll('\n', '\r\n'), `\uFEFF${good}`, ''])('%j is accepted', (text) =>
    expect(srt(text)).toEqual([]),
  )

  test.each([
    ['numbers from 0', good.replace('1\n', '0\n'), 'the number is not 1'],
    ['a gap', good.replace('\n2\n', '\n3\n'), 'line 6: the number is not 2'],
    ['a point in a time', good.replaceAll(',', '.'), 'no times'],
    ['no hours', good.replaceAll('00:00:', '00:'), 'no times'],
    ['settings behind the times', good.replace('02,000\n', '02,000 X1:40\n'), 'no times'],
    ['no text', '1\n00:00:01,000 --> 00:00:02,000\n\n', 'no text'],
    ['an end before the start', '1\n00:00:03,000 --> 00:00:02,000\na\n', 'does not end'],
    ['two at once', good.replace('\n00:00:02,000', '\n00:00:01,999'), 'line 6: the cue begins'],
    ['an empty line in the text', good.replace('Reihe 2', '\nReihe 2'), 'the number is not 2'],
    ['no end of the last line', good.trimEnd(), 'not terminated'],
  ])('%s is refused', (_name, text, problem) => expect(srt(text).join('; ')).toContain(problem))

  test('bytes that are no UTF-8 are refused', () => {
    expect(checkSrt(Buffer.from(good.replace('Reihe', 'M\xfcller'), 'latin1'))).toEqual(['it is not UTF-8'])
  })
})
