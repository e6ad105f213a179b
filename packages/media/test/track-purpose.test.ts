import { expect, test } from 'vitest'
import { trackPurpose } from '../src/av/track-purpose.ts'

test.each([
  [{ forced: 1 }, 'English', 'forced'],
  [{ default: 1, forced: 1 }, null, 'forced'],
  [{ comment: 1 }, null, 'commentary'],
  [{ visual_impaired: 1 }, null, 'description'],
  [{ descriptions: 1 }, null, 'description'],
  [{ dub: 1 }, 'Deutsch', 'dub'],
  [{ lyrics: 1 }, null, 'other'],
  // The words of the talk, and sounds with them.
  [{ hearing_impaired: 1, captions: 1 }, 'English (SDH)', 'talk'],
  [{ original: 1, default: 1 }, null, 'talk'],
] as const)('by its flags: %j, %s', (disposition, title, purpose) => {
  expect(trackPurpose(disposition, title)).toBe(purpose)
})

test.each([
  ['Forced', 'forced'],
  ['English (forced)', 'forced'],
  ['Français (forcés)', 'forced'],
  ['Signs & Songs', 'forced'],
  ['Signs / Songs [eng]', 'forced'],
  ["Director's Commentary", 'commentary'],
  ['Kommentar der Regie', 'commentary'],
  ['Commentaire', 'commentary'],
  ['Audiodeskription', 'description'],
  ['English Audio Description', 'description'],
  ['Hörfilmfassung Deutsch', 'description'],
  ['Karaoke', 'other'],
  ['English', 'talk'],
  ['Reinforced concrete', 'talk'],
  ['Design of songs', 'talk'],
  ['Full subtitles', 'talk'],
  [null, 'talk'],
])('by its title: %s', (title, purpose) => {
  expect(trackPurpose({ default: 1, forced: 0 }, title)).toBe(purpose)
})
