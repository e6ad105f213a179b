import type { SoundStream, SubtitleStream, TrackPurpose } from '@async-events/media'
import { expect, test } from 'vitest'
import { captionTracks, chooseSound } from './choose-tracks.ts'

const sound = (
  index: number,
  purpose: TrackPurpose,
  language: string | null = null,
  isDefault = false,
): SoundStream => ({ index, codec: 'aac', channels: 1, layout: 'mono', language, isDefault, purpose })

test.each<[string, SoundStream[], number | null]>([
  ['none', [], null],
  ['the default one', [sound(1, 'talk'), sound(2, 'talk', null, true)], 2],
  ['that in the language of the talk', [sound(1, 'talk', 'ger', true), sound(2, 'talk', 'eng')], 2],
  ['no commentary in its language', [sound(1, 'commentary', 'eng', true), sound(2, 'talk', 'ger')], 2],
  ['no description', [sound(1, 'description', 'eng'), sound(2, 'talk', 'eng')], 2],
  ['the original, not what is dubbed', [sound(1, 'dub', 'eng', true), sound(2, 'talk', 'ger')], 2],
  ['what is dubbed, not a commentary', [sound(1, 'commentary', 'eng', true), sound(2, 'dub', 'eng')], 2],
  ['a commentary where there is nothing else', [sound(1, 'commentary', 'eng')], 1],
])('of the sound tracks %s', (_name, sounds, index) => {
  expect(chooseSound(sounds, 'en')?.index ?? null).toBe(index)
})

test('of the subtitles those of the talk', () => {
  const purposes: TrackPurpose[] = ['forced', 'talk', 'commentary', 'description', 'other', 'dub']
  const tracks = purposes.map(
    (purpose, index): SubtitleStream => ({ index, codec: 'subrip', language: 'eng', label: null, purpose }),
  )
  expect(captionTracks(tracks).map(({ index }) => index)).toEqual([1, 5])
})
