import { fstatSync, openSync, readSync } from 'node:fs'
import type { Span } from '../cut/find-silences.ts'
import { findApplause, findQuiet, type HallBlock } from './hall-blocks.ts'
import { createVoiceListener } from './hear-voice.ts'
import { createSpectrum } from './spectrum.ts'
import { stepSamples } from './voice-network.ts'
import { voicePauses } from './voice-pauses.ts'

// Prints where voices and applause are in a file of raw samples (16 kHz mono, signed 16 bit): JSON with lists of spans in seconds. A child
// process: it calculates without a break. The voice network is the costly part, so it hears a quarter of the sound, and all of it only where
// something begins or ends.

const samplesPerSecond = 16_000
const file = openSync(JSON.parse(process.argv[2] ?? '""') as string, 'r')
const samples = Math.floor(fstatSync(file).size / 2)
const duration = samples / samplesPerSecond

const transform = 512
const lowest = 300
const highest = 7_000
/** Half a second, and a transform in each of 16 parts of it. */
const blockSamples = 8_192
const hop = blockSamples / 16
const blockSeconds = blockSamples / samplesPerSecond

const blocks = readBlocks()
const applause = findApplause(blocks, blockSeconds)
const quiet = findQuiet(blocks, blockSeconds)

const steps = Math.ceil(samples / stepSamples)
const stepSeconds = stepSamples / samplesPerSecond
/** A probe of 1.5 seconds in each six. */
const probe = 48
const period = 4 * probe
/** Heard before a probe and not counted: the network begins without knowledge. */
const warmUp = 8
/** Share of a probe. */
const voiced = 0.2
/** In hundredths. */
const [likely, surely, unlikely] = [50, 80, 0]
/** Seconds around applause that are heard in full, and of quiet that is looked into. */
const around = 8
const shortestQuiet = 2

const listener = createVoiceListener()
const heard = new Int16Array(steps).fill(-1)
for (let from = 0; from < steps; from += period) hear(from, from + probe)
for (const { start, end } of applause) hear(stepAt(start - around), stepAt(end + around))
for (const { start, end } of quiet)
  if (end - start >= shortestQuiet && end - start <= 4 * around) hear(stepAt(start - 1), stepAt(end + 2))
for (let from = 0; from < steps; from += period) fillBetween(from + probe, from + period)

const pauses = voicePauses([...heard], stepSeconds, duration)
const voices: Span[] = []
let from = 0
for (const { start, end } of [...pauses, { start: duration, end: duration }]) {
  if (start > from) voices.push({ start: from, end: start })
  from = end
}
process.stdout.write(
  `${JSON.stringify({ voices: voices.map(listed), applause: applause.map(listed), duration })}\n`,
)

function listed({ start, end }: Span): [number, number] {
  return [Number(start.toFixed(3)), Number(Math.min(end, duration).toFixed(3))]
}

function stepAt(seconds: number): number {
  return Math.min(steps, Math.max(0, Math.floor(seconds / stepSeconds)))
}

/** What lies between two probes is as they are, and is heard where they differ. */
function fillBetween(start: number, end: number): void {
  const [before, after] = [isVoice(start - probe, start), isVoice(end, end + probe)]
  if (before !== after) hear(start, end)
  else
    for (let at = start; at < Math.min(end, steps); at += 1)
      if (heard[at] === -1) heard[at] = before ? surely : unlikely
}

function isVoice(start: number, end: number): boolean {
  const part = heard.subarray(Math.min(start, steps), Math.min(end, steps))
  return part.length > 0 && part.filter((one) => one >= likely).length >= voiced * part.length
}

function hear(start: number, end: number): void {
  listener.forget()
  const first = Math.max(0, start - warmUp)
  const sound = readSamples(first * stepSamples, (Math.min(end, steps) - first) * stepSamples)
  for (let at = first; at < Math.min(end, steps); at += 1) {
    const offset = (at - first) * stepSamples
    const value = listener.hear(sound.subarray(offset, offset + stepSamples))
    if (at >= start) heard[at] = value
  }
}

function readBlocks(): HallBlock[] {
  const spectrum = createSpectrum(transform)
  const [low, high] = [lowest, highest].map((hertz) => Math.round((hertz * transform) / samplesPerSecond))
  const found: HallBlock[] = []
  for (let at = 0; at + blockSamples <= samples; at += blockSamples) {
    const sound = readSamples(at, blockSamples)
    const power = new Float64Array((high ?? 0) - (low ?? 0))
    for (let start = 0; start + transform <= blockSamples; start += hop)
      for (const [band, one] of spectrum(sound, start).subarray(low, high).entries())
        power[band] = (power[band] ?? 0) + one * one
    found.push({ level: levelOf(sound), flatness: flatnessOf(power) })
  }
  return found
}

function levelOf(sound: Float32Array): number {
  const mean = sound.reduce((sum, one) => sum + one * one, 0) / sound.length
  return Math.max(-120, 10 * Math.log10(mean + 1e-12))
}

function flatnessOf(power: Float64Array): number {
  let [logs, sum] = [0, 0]
  for (const one of power) {
    logs += Math.log(one + 1e-12)
    sum += one + 1e-12
  }
  return Math.exp(logs / power.length) / (sum / power.length)
}

function readSamples(start: number, count: number): Float32Array {
  const bytes = Buffer.alloc(Math.max(0, Math.min(count, samples - start)) * 2)
  for (let read = 0; read < bytes.length; ) {
    const more = readSync(file, bytes, read, bytes.length - read, start * 2 + read)
    if (more === 0) break
    read += more
  }
  return Float32Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(2 * at) / 32_768)
}
