import { describe, expect, it } from 'vitest'
import { quotation } from './quotation.ts'

const quoted = {
  text: ' A reed bed\nis a living thing. ',
  speaker: 'Ana Ruiz',
  talk: 'Reed beds and patience',
  seconds: 3725.8,
  address: 'https://video.example/reed-beds.webm#t=3725',
}

describe('quotation', () => {
  it('names speaker, talk and time, and leads to the second of the recording', () => {
    expect(quotation(quoted)).toBe(
      '“A reed bed is a living thing.”\n— Ana Ruiz, Reed beds and patience, 1:02:05\n' +
        'https://video.example/reed-beds.webm#t=3725',
    )
  })

  it('says what is known', () => {
    expect(quotation({ ...quoted, speaker: null, seconds: 5, address: null })).toBe(
      '“A reed bed is a living thing.”\n— Reed beds and patience, 0:05',
    )
  })
})
