import type { ChannelLevels, KeptChannels } from './sound-mix.ts'

/** Of sound at 16 kHz: a quarter of a second. */
const windowSamples = 4_000
const digitalSilence = -120

const measured = (channels: string): string =>
  [
    `pan=${channels}`,
    `asetnsamples=n=${windowSamples}:p=0`,
    'astats=metadata=1:reset=1:measure_perchannel=RMS_level:measure_overall=none',
    'ametadata=mode=print:file=-',
    'anullsink',
  ].join(',')

/** The end of a filter graph that prints the levels of left, right, their sum, and the centre where there is one. */
export const measuredChannels: Readonly<Record<KeptChannels, string>> = {
  pair: measured('3.0|c0=c0|c1=c1|c2=0.5*c0+0.5*c1'),
  centred: measured('4.0|c0=c0|c1=c1|c2=0.5*c0+0.5*c1|c3=c2'),
}

/** Reads what they print. */
export function readChannelLevels(kept: KeptChannels): {
  onLine(line: string): void
  levels(): ChannelLevels
} {
  const [left, right, sum, centre]: [number[], number[], number[], number[]] = [[], [], [], []]
  const lists = [left, right, sum, centre]
  return {
    onLine(line) {
      const [, channel, level] = /^lavfi\.astats\.([1-4])\.RMS_level=(.+)$/.exec(line) ?? []
      if (level === undefined) return
      const decibels = Number(level)
      // The filter has `-inf` for silence.
      lists[Number(channel) - 1]?.push(
        Number.isFinite(decibels) ? Math.max(digitalSilence, decibels) : digitalSilence,
      )
    },
    levels: () => ({ left, right, sum, centre: kept === 'centred' ? centre : null }),
  }
}
