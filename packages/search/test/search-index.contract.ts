import type { SearchableTalk, SearchFilter, SearchIndex } from '@async-events/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { passage, talkWith } from './talk-with.ts'

export interface OpenedIndex {
  index: SearchIndex
  /** Another process over the same index. */
  open(): SearchIndex
  /** Makes what was written findable. */
  settle?(): Promise<void>
  clear(): Promise<void>
  close(): Promise<void>
}

/** What every adapter of the search has to do. */
export function describeSearchIndex(name: string, openIndex: () => Promise<OpenedIndex>): void {
  describe(name, () => {
    let opened: OpenedIndex
    let index: SearchIndex
    beforeAll(async () => {
      opened = await openIndex()
      index = opened.index
    })
    beforeEach(() => opened.clear())
    afterAll(() => opened?.close())

    const put = async (...talks: SearchableTalk[]): Promise<void> => {
      for (const talk of talks) await index.put(talk)
      await opened.settle?.()
    }
    const found = async (text: string, filter: SearchFilter = {}): Promise<string[]> =>
      (await index.find(text, filter, 100)).map(({ title }) => title)
    const passagesOf = async (text: string, talk: SearchableTalk, most = 3) =>
      (await index.passages(text, [talk.job_id], most)).get(talk.job_id) ?? []

    it('finds words in any of their forms, in the language of the passage', async () => {
      await put(
        talkWith({ title: 'sensors', passages: [passage('Forty sensors measure oxygen.')] }),
        talkWith({ title: 'Häuser', passages: [passage('Die Häuser am Fluss.', { language: 'de' })] }),
        talkWith({ title: 'roseaux', passages: [passage('Les roseaux nettoient.', { language: 'fr' })] }),
      )
      expect(await found('sensor measured')).toEqual(['sensors'])
      expect(await found('Haus')).toEqual(['Häuser'])
      expect(await found('roseau')).toEqual(['roseaux'])
      expect(await found('oxygen Haus')).toEqual([])
    })

    it('finds a form of another language only where that is spoken', async () => {
      await put(
        talkWith({ title: 'new', passages: [passage('A new thing.')] }),
        talkWith({ title: 'fr', passages: [passage('Un mot.', { language: 'fr' })] }),
      )
      expect(await found('news')).toEqual(['new'])
      await put(talkWith({ title: 'neuf', passages: [passage('tables', { language: 'zh' })] }))
      expect(await found('table')).toEqual(['neuf'])
      expect(await found('"table"')).toEqual([])
    })

    it('does not care for case and accents', async () => {
      await put(
        talkWith({ title: 'café', passages: [passage('Au café de Zürich', { language: 'fr' })] }),
        talkWith({ title: 'plain', passages: [passage('a cafe in Zurich')] }),
      )
      for (const text of ['CAFE zurich', 'café', 'Zürich'])
        expect((await found(text)).sort()).toEqual(['café', 'plain'])
    })

    it('finds the last word while it is typed', async () => {
      await put(talkWith({ title: 'org', passages: [passage('We organise organisations.')] }))
      for (const text of ['o', 'organi', 'organisati', 'organisations', 'we organis'])
        expect(await found(text), text).toEqual(['org'])
      expect(await found('organisati we')).toEqual([])
    })

    it('finds a phrase as it stands, also from line to line of what is said', async () => {
      const talk = talkWith({
        title: 'phrase',
        passages: [
          passage('Water comes in at', { kind: 'transcript', times: [[0, 4]] }),
          passage('the top of the bed.', { kind: 'transcript', times: [[0, 8]] }),
          passage('Slide one', { kind: 'slide', slide: 1 }),
          passage('two three', { kind: 'slide', slide: 2 }),
        ],
      })
      await put(talk)
      for (const text of ['"water comes"', '"in at the top"', '„slide one“', '"water comes'])
        expect(await found(text), text).toEqual(['phrase'])
      for (const text of ['"comes water"', '"one two"', '"slide water"'])
        expect(await found(text), text).toEqual([])
    })

    it('finds text of scripts without blanks', async () => {
      const talk = talkWith({
        title: '会議',
        passages: [passage('東京で会議室を予約する', { language: 'ja' })],
      })
      await put(talk)
      expect(await found('会議室')).toEqual(['会議'])
      expect(await found('室会')).toEqual([])
      const [best] = await passagesOf('会議室', talk)
      expect(best?.marks.map(([start, end]) => best.text.slice(start, end))).toEqual(['会議室'])
    })

    it('puts titles before texts, and finds speakers', async () => {
      await put(
        talkWith({ title: 'text', passages: [passage(`Herons. ${'Water and reed. '.repeat(20)}`)] }),
        talkWith({
          title: 'title',
          passages: [passage('Herons', { kind: 'title' }), passage('Water and reed.')],
        }),
        talkWith({
          title: 'by her',
          passages: [passage('Ana Müller', { kind: 'speakers', language: 'de' })],
        }),
      )
      expect(await found('herons')).toEqual(['title', 'text'])
      expect(await found('muller')).toEqual(['by her'])
    })

    it('keeps to its filters', async () => {
      const words = [passage('herons'), passage('reiher', { language: 'de', kind: 'transcript' })]
      await put(
        talkWith({
          title: 'a',
          event: 'A',
          track: 'x',
          speakers: ['Ana', 'Bo'],
          batch_id: 'b1',
          user_id: 'ann',
          passages: words,
        }),
        talkWith({ title: 'b', event: 'B', track: 'x', speakers: ['Bo'], passages: [passage('herons')] }),
      )
      expect(await found('herons', { event: 'A' })).toEqual(['a'])
      expect((await found('herons', { track: 'x' })).sort()).toEqual(['a', 'b'])
      expect((await found('herons', { speaker: 'Bo' })).sort()).toEqual(['a', 'b'])
      expect(await found('herons', { speaker: 'Ana', event: 'A' })).toEqual(['a'])
      expect(await found('herons', { batch_id: 'b1' })).toEqual(['a'])
      expect(await found('herons', { language: 'de' })).toEqual(['a'])
      expect(await found('herons', { user_id: 'ann' })).toEqual(['a'])
      expect(await found('herons', { user_id: null })).toEqual(['b'])
      expect(await found('herons', { event: 'a' })).toEqual([])
    })

    it('gives a talk as it was put, and at most so many', async () => {
      const talks = ['one', 'two', 'three'].map((title) =>
        talkWith({ title, batch_id: 'b', user_id: 'ann', speakers: ['Ana'], passages: [passage('herons')] }),
      )
      await put(...talks)
      const [first] = talks
      const { passages: _, ...facts } = first ?? talkWith()
      expect(await index.find('herons', {}, 10)).toContainEqual(facts)
      expect(await index.find('herons', {}, 2)).toHaveLength(2)
    })

    it('shows the passage, its time, its slide, and what was found in it', async () => {
      const talk = talkWith({
        passages: [
          passage('Herons', { kind: 'title' }),
          passage('The roots work. Grey herons hunt here. They breed.', {
            kind: 'transcript',
            times: [
              [0, 10],
              [16, 14.5],
              [39, 19],
            ],
          }),
          passage('Clean water', { kind: 'slide', slide: 2, times: [[0, 12]] }),
          passage('Nothing of it.'),
        ],
      })
      await put(talk)
      const [said, title, ...others] = await passagesOf('heron', talk)
      expect(others).toEqual([])
      expect(said).toEqual({
        kind: 'transcript',
        language: 'en',
        text: 'The roots work. Grey herons hunt here. They breed.',
        marks: [[21, 27]],
        seconds: 14.5,
        slide: null,
      })
      expect(title).toMatchObject({ kind: 'title', seconds: null })
      expect(await passagesOf('clean water', talk)).toMatchObject([
        {
          kind: 'slide',
          slide: 2,
          seconds: 12,
          marks: [
            [0, 5],
            [6, 11],
          ],
        },
      ])
      expect(await passagesOf('heron', talk, 1)).toHaveLength(1)
      expect(await passagesOf('heron', talkWith())).toEqual([])
    })

    it('replaces a talk by a later run, never by an earlier one', async () => {
      const talk = talkWith({ title: 'first', passages: [passage('herons')] })
      await put(talk)
      await put({ ...talk, run: 3, title: 'third', passages: [passage('bitterns')] })
      await put({ ...talk, run: 2, title: 'second', passages: [passage('herons')] })
      expect(await found('herons')).toEqual([])
      expect(await found('bitterns')).toEqual(['third'])
      expect(await index.runs([talk.job_id, 'job-other'])).toEqual(new Map([[talk.job_id, 3]]))
      expect((await index.state()).talks).toBe(1)
    })

    it('removes a talk, also one that is not there', async () => {
      const [gone, stays] = ['gone', 'stays'].map((title) =>
        talkWith({ title, passages: [passage('herons')] }),
      )
      if (!gone || !stays) throw new Error('two talks')
      await put(gone, stays)
      await index.remove(gone.job_id)
      await index.remove(gone.job_id)
      await opened.settle?.()
      expect(await found('herons')).toEqual(['stays'])
      expect(await index.ids('', 10)).toEqual([stays.job_id])
      expect(await index.ids(stays.job_id, 10)).toEqual([])
    })

    it('is filled again while it is searched', async () => {
      const talk = talkWith({ title: 'old', passages: [passage('herons')] })
      await put(talk)
      const { generation } = await index.state()
      await index.completed(generation, { until: new Date(2_000), compared_at: new Date(1_000) })
      await index.completed(generation, { until: new Date(1_500) })
      expect(await index.state()).toMatchObject({
        complete_until: new Date(2_000),
        compared_at: new Date(1_000),
      })
      await index.rebuild()
      await index.completed(generation, { until: new Date(3_000) })
      const again = await index.state()
      expect(again).toMatchObject({ complete_until: null, compared_at: null, talks: 1 })
      expect(again.generation).toBeGreaterThan(generation)
      expect(await found('herons')).toEqual(['old'])
      expect(await index.runs([talk.job_id])).toEqual(new Map())
      await put({ ...talk, title: 'new' })
      expect(await found('herons')).toEqual(['new'])
      expect(await index.runs([talk.job_id])).toEqual(new Map([[talk.job_id, 1]]))
    })

    it('is one index for all who open it, and many put at once', async () => {
      const others = [opened.open(), opened.open()]
      const talks = Array.from({ length: 20 }, (_, at) =>
        talkWith({ title: `t${at}`, passages: [passage('herons')] }),
      )
      await Promise.all([index, ...others].flatMap((one) => talks.map((talk) => one.put(talk))))
      await opened.settle?.()
      for (const one of [index, ...others]) expect(await one.find('herons', {}, 100)).toHaveLength(20)
      expect((await index.state()).talks).toBe(20)
      await Promise.all(others.map((one) => one.close()))
    })

    it('takes any text as a query', async () => {
      await put(talkWith({ title: 'talk', passages: [passage('a and or not near herons 1 x')] }))
      const hostile = [
        ...[
          '',
          ' ',
          '"',
          '""',
          '*',
          '-',
          ':',
          '()',
          '^',
          '\\',
          "'",
          '"""',
          '?',
          '\u0000',
          '\ud800',
          '🌾',
          '%',
          '{}',
        ],
        ...[
          'AND',
          'OR NOT',
          'NEAR(a b, 2)',
          'title:a',
          '{title} : a',
          'a*',
          '"a',
          'a"',
          'a" OR "b',
          '-a',
          '+a',
          'a^2',
        ],
        ...[
          "'; drop table talks; --",
          '[1 TO *]',
          '/a.*/',
          '_exists_:x',
          '<script>',
          '$x',
          '{{x}}',
          'a~',
          '\\"',
        ],
        'ﷺ'.repeat(50),
        'a'.repeat(500),
        Array.from({ length: 250 }, (_, at) => String.fromCodePoint(97 + (at % 26))).join(' '),
        '"'.repeat(500),
      ]
      for (const text of hostile) {
        await expect(index.find(text, { event: text, speaker: text }, 10), text).resolves.toBeInstanceOf(
          Array,
        )
        await expect(index.find(text, {}, 10), text).resolves.toBeInstanceOf(Array)
        await expect(index.passages(text, [text], 3), text).resolves.toBeInstanceOf(Map)
      }
      expect(await found('AND')).toEqual(['talk'])
      expect(await found('title:a')).toEqual([])
      expect(await found('-herons')).toEqual(['talk'])
    })
  })
}
