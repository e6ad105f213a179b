import { describe, expect, it } from 'vitest'
import { failed, skipped } from '../../../test/create-bench.ts'
import { audioContract } from '../../audio/contract.ts'
import { pdfContract } from '../../pdf/contract.ts'
import { scrapeContract } from '../../scrape/contract.ts'
import { videoContract } from '../../video/contract.ts'
import { nameFailures } from './name-failures.ts'
import { toldReasons } from './wording/wording.ts'
import { wordingOf, wordings } from './wording/wording-of.ts'

/** They say something about this service and nothing about the source. */
const untold = ['host_busy', 'storage_full', 'artifact_missing']

it('has words for whatever the steps may fail with', () => {
  const codes = [scrapeContract, videoContract, audioContract, pdfContract].flatMap(({ errors }) => errors)
  const unnamed = codes.filter((code) => !toldReasons.some((told) => told === code) && !untold.includes(code))
  expect(unnamed).toEqual([])
})

describe.each([...wordings])('wording %s', (language, words) => {
  it('fills all its places, and none is English but in English', () => {
    const english = wordingOf('en')
    for (const [key, text] of Object.entries(words)) {
      const other: unknown = english[key as keyof typeof english]
      if (typeof text !== 'string' || typeof other !== 'string') continue
      expect(text.match(/\{\w+\}/g)).toEqual(other.match(/\{\w+\}/g))
      if (language !== 'en' && key !== 'failure') expect(text).not.toBe(other)
    }
    for (const code of toldReasons) {
      expect(words.reasons[code]).toMatch(/^\p{Ll}/u)
      expect(words.reasons[code]).not.toMatch(/[.,:]$/)
    }
  })
})

describe('nameFailures', () => {
  const en = wordingOf('en')

  it('names each part once, with the reason where a reader knows what to do with it', () => {
    const inputs = [
      failed('scrape', 'source_not_found', 'The source does not exist'),
      failed('video', 'unexpected', 'The step failed for an unexpected reason'),
      failed('pdf', 'pdf_encrypted', 'The PDF needs a password'),
      failed('pdf', 'pdf_encrypted', 'The PDF needs a password'),
      failed('pdf', 'too_many_pages', 'The PDF has more pages than allowed'),
    ]
    expect(nameFailures(inputs, false, en)).toEqual([
      'Page: could not be read, there is nothing at the address',
      'Video: could not be read',
      'Slides: could not be read, the file is encrypted',
      'Slides: could not be read, the file has too many pages',
    ])
    expect(nameFailures(inputs.slice(2, 3), false, wordingOf('fr'))).toEqual([
      'Diapositives : lecture impossible, le fichier est chiffré',
    ])
  })

  it('is silent about what the job wanted so, and about what follows from something else', () => {
    const reasons = ['transcript_given', 'no_video', 'no_audio', 'input_failed', 'not_requested']
    expect(
      nameFailures(
        reasons.map((reason) => skipped('audio', reason)),
        false,
        en,
      ),
    ).toEqual([])
    expect(nameFailures([skipped('audio', 'not_configured')], true, en)).toEqual([
      'Transcript: could not be made, no speech recogniser is set up',
      'Transcript: no speech was found in the recording',
    ])
  })
})
