import { readWeights } from './read-weights.ts'
import { createChange } from './spectral-change.ts'
import { createVoiceNetwork } from './voice-network.ts'
import { unsure } from './voice-pauses.ts'

// After noise the network is deaf to a voice for seconds, so it forgets what is no voice: a quarter of a second.
const forgetSteps = 8
const unlikely = 25
// A chord is a voice to the network. Of speech the spectrum changes by 0.4 from step to step (median of five talks; by
// more than 0.28 in three steps of four), of chords by 0.1 to 0.2.
const steady = 0.25

export interface VoiceListener {
  /** How likely there is a voice in a step of 512 samples, 0 to 99. Steps come in order. */
  hear(step: Float32Array): number
  /** What comes next does not follow what was heard. */
  forget(): void
}

export function createVoiceListener(): VoiceListener {
  const network = createVoiceNetwork(readWeights(new URL('voice-weights.f16', import.meta.url)))
  const change = createChange()
  let withoutVoice = 0
  return {
    hear(step) {
      const { likely, spectra } = network.hear(step)
      const hundredths = Math.min(99, Math.floor(likely * 100))
      withoutVoice = hundredths < unlikely ? withoutVoice + 1 : 0
      if (withoutVoice === forgetSteps) {
        network.forget()
        withoutVoice = 0
      }
      return change(spectra) < steady ? Math.min(hundredths, unsure) : hundredths
    },
    forget() {
      network.forget()
      withoutVoice = 0
    },
  }
}
