import { readFileSync } from 'node:fs'

/** Half-precision numbers, little-endian (IEEE 754 binary16). */
export function readWeights(file: URL): Float32Array {
  const bytes = readFileSync(file)
  return Float32Array.from({ length: bytes.length / 2 }, (_, at) => fromHalf(bytes.readUInt16LE(2 * at)))
}

function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const [exponent, fraction] = [(bits >> 10) & 0x1f, bits & 0x3ff]
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15))
}
