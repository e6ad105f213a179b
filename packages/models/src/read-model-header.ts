import { open } from 'node:fs/promises'
import type { ModelKind } from './catalogue.ts'

export interface ModelHeader {
  /** Null for a size that Whisper does not have. */
  kind: ModelKind | null
  /** It knows no other language. */
  english: boolean
}

/** `GGML_FILE_MAGIC` of ggml.h. */
const magic = 0x67676d6c
const fields = 12

const kindOfLayers: Readonly<Record<number, ModelKind>> = {
  4: 'tiny',
  6: 'base',
  12: 'small',
  24: 'medium',
  32: 'large',
}

/**
 * What the first bytes of a file say about the model. Null when it is no Whisper model in whisper.cpp's format: the
 * layout is that of `whisper_model_load`, and other models of ggml begin with the same magic number.
 */
export async function readModelHeader(path: string): Promise<ModelHeader | null> {
  const bytes = await firstBytes(path, fields * 4)
  if (bytes === null || bytes.readUInt32LE(0) !== magic) return null
  const field = (at: number): number => bytes.readInt32LE(at * 4)
  const [words, soundLayers, textLayers, bands] = [field(1), field(5), field(9), field(10)]
  if (words < 51_864 || words > 60_000 || (bands !== 80 && bands !== 128)) return null
  const kind = soundLayers === 32 && textLayers < 32 ? 'turbo' : (kindOfLayers[soundLayers] ?? null)
  return { kind, english: words === 51_864 }
}

async function firstBytes(path: string, length: number): Promise<Buffer | null> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return bytesRead < length ? null : buffer
  } finally {
    await file.close()
  }
}
