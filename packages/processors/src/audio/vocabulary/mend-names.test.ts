import { stopWordsOf } from '@async-events/ai'
import { describe, expect, it } from 'vitest'
import { mendNames, type Spelling } from './mend-names.ts'
import { indexNames } from './name-index.ts'
import { spokenNamesOf } from './spoken-names.ts'

const names = {
  session: 'Running KeePassXC and GStreamer on reed beds',
  event: 'Wetland Conf 2026',
  speakers: [
    'Ann Moor',
    'Moor Vernæssen',
    'Tomas Bergkvist',
    'Inês Carvalho',
    'Kofi Mensah',
    'Ailsa Macrae',
    'Özlem Weiß',
    'Noor van Dijk',
    'Jörg Müller',
  ],
  vocabulary: [
    'Kubernetes',
    'PostgreSQL',
    'OpenStreetMap',
    'Prometheus',
    'Teufelsmoor',
    'Ceph',
    'systemd',
    'container',
    'Grace Hopper',
    'Grafana Mimir',
  ],
}
const spelling = (more: Partial<Spelling> = {}): Spelling => ({
  cased: true,
  nounsWithCapital: false,
  stopWords: stopWordsOf('en'),
  ordinary: new Set(['moor', 'more', 'the']),
  ...more,
})
const german = spelling({ nounsWithCapital: true, stopWords: stopWordsOf('de') })
const uncased = spelling({ cased: false })

function mended(text: string, how = spelling(), given: Parameters<typeof spokenNamesOf>[0] = names): string {
  let written = text
  for (const { from, to, written: by } of mendNames(
    text,
    indexNames(spokenNamesOf(given)),
    how,
    false,
  ).toReversed())
    written = written.slice(0, from) + by + written.slice(to)
  return written
}

describe('near misses of names', () => {
  it.each([
    ['Please welcome Moore Vernessen.', 'Please welcome Moor Vernæssen.'],
    ['My name is Ann More, and I', 'My name is Ann Moor, and I'],
    ["That was Anne Moore's idea.", "That was Ann Moor's idea."],
    ['Ann Moore', 'Ann Moor'],
    ['I am Thomas Bergquist from', 'I am Tomas Bergkvist from'],
    ['then Bergquist asked', 'then Bergkvist asked'],
    ['and Mr. Bergkwist said', 'and Mr. Bergkvist said'],
    ['with Ines Carvalho today', 'with Inês Carvalho today'],
    ['with Inez Carvalio today', 'with Inês Carvalho today'],
    ['Thank you, Coffee Mensa!', 'Thank you, Kofi Mensah!'],
    ['by Ozlem Weiss.', 'by Özlem Weiß.'],
    ['by Noor van Dyke.', 'by Noor van Dijk.'],
    ['by Jorg Mueller.', 'by Jörg Müller.'],
    ['runs on kubernetis now', 'runs on Kubernetes now'],
    ['We use Kubernetis.', 'We use Kubernetes.'],
    ['We use Cubernetes’s API', 'We use Kubernetes’s API'],
    ['in open street map data', 'in OpenStreetMap data'],
    ['in Open Streetmap data', 'in OpenStreetMap data'],
    ['scraped by promethius every', 'scraped by Prometheus every'],
    ['with Premetheus and', 'with Prometheus and'],
    ['said Grace Hoper once', 'said Grace Hopper once'],
    ['about Graphana Mimir', 'about Grafana Mimir'],
    ['our Keepass XC vault', 'our KeePassXC vault'],
    ['a gstreamer pipeline', 'a GStreamer pipeline'],
    ['a postgresql server', 'a PostgreSQL server'],
  ])('%s', (heard, right) => {
    expect(mended(heard)).toBe(right)
  })

  it.each([
    'water on the moor is more than that',
    'More water, moor and mooring.',
    'Ann asked for more.',
    'I met Ann. More people came.',
    'Ann, more water!',
    'the containers and Containers, contained',
    'Peter Moore wrote it',
    'Moore is the name of a street',
    'the Moore Street office',
    'Berg is a mountain',
    'a safe place, Cepheus',
    'system design and systems',
    'a cube of nets',
    'Coffee is good. Mensa lunch.',
    'the open street was mapped',
    'open streets map to',
    'for grace, hope and mercy',
    'Ann Moor',
    'Inês Carvalho and Kofi Mensah',
    'John Miller and Jörg Malzer',
    'Anna Mohn was first',
    'Rob Dyke lives by the dyke',
    'Thomas Berg, Tomas Lindqvist',
    'the prophetic promises',
    'Grace is hopeful',
    'It was Weiss who said: Vice versa',
  ])('leaves alone: %s', (heard) => {
    expect(mended(heard)).toBe(heard)
  })

  it.each([
    ['rund um das Teufelsmohr', 'rund um das Teufelsmoor'],
    ['Hier spricht Jörg Mühler.', 'Hier spricht Jörg Müller.'],
    ['Frau Weiss erklärt das.', 'Frau Weiß erklärt das.'],
    ['Guten Tag, Ötzlem Weiss.', 'Guten Tag, Özlem Weiß.'],
    ['auf Kubernettes', 'auf Kubernetes'],
  ])('German: %s', (heard, right) => {
    expect(mended(heard, german)).toBe(right)
  })

  it.each([
    'Der Müller mahlt.',
    'Ich weiß es, die Weise ist neu',
    'Die Mühlen am Moor',
    'ein Bergmann im Berg',
    'im Moore, des Moores',
  ])('German, left alone: %s', (heard) => {
    expect(mended(heard, german)).toBe(heard)
  })

  it.each([
    ['i am ann moor from', 'i am Ann Moor from'],
    ['we have grace hoper here', 'we have Grace Hopper here'],
    ['on kubernetis we', 'on Kubernetes we'],
    ['ann more than that', 'ann more than that'],
    ['a mooring berg fist', 'a mooring berg fist'],
  ])('an engine without capitals: %s', (heard, right) => {
    expect(mended(heard, uncased)).toBe(right)
  })

  it('does not choose between two names', () => {
    const given = { speakers: ['Ann Hansen', 'Ann Hanson'], vocabulary: [] }
    expect(mended('and Ann Hansun said', spelling(), given)).toBe('and Ann Hansun said')
    expect(mended('and Ann Hanson said', spelling(), given)).toBe('and Ann Hanson said')
  })

  it('takes names of other scripts as they are', () => {
    expect(
      mended('私は田中です', spelling(), { speakers: ['田中 太郎'], vocabulary: ['Мария Иванова'] }),
    ).toBe('私は田中です')
  })
})
