import { readFileSync } from 'node:fs'
import type { Lexicon } from './block-features.ts'

/** Gradient-boosted trees; `bench/text-model` trains them and writes the file. */
export interface TextModel extends Lexicon {
  /** Probability that a block is content, from its row of features. */
  score(rows: Float32Array, from: number): number
}

/** Log odds after so many trees that settle a block. */
const firstTrees = 60
const clearSum = 3.5

interface ModelFile {
  features: number
  roots: string
  feature: string
  threshold: string
  left: string
  right: string
  leaf: string
  names: Record<string, number>
  words: Record<string, number>
}

export function readTextModel(features: number): TextModel {
  const file = JSON.parse(readFileSync(new URL('text-model.json', import.meta.url), 'utf8')) as ModelFile
  if (file.features !== features)
    throw new RangeError(`The text model has ${file.features} features, the code ${features}: train it anew`)
  const roots = new Int16Array(bytesOf(file.roots))
  const feature = new Uint8Array(bytesOf(file.feature))
  const threshold = new Float32Array(bytesOf(file.threshold))
  const left = new Int16Array(bytesOf(file.left))
  const right = new Int16Array(bytesOf(file.right))
  const leaf = new Float32Array(bytesOf(file.leaf))
  const nodes = packed(feature, left, right)
  return {
    names: new Map(Object.entries(file.names)),
    words: new Map(Object.entries(file.words)),
    score(rows, from) {
      let sum = 0
      for (let tree = 0; tree < roots.length; tree++) {
        // Later trees only refine; of a clear case they change nothing that matters.
        if (tree === firstTrees && Math.abs(sum) > clearSum) break
        // A negative index is a leaf.
        let node = roots[tree] as number
        while (node >= 0) {
          const at = node * nodeSize
          const value = rows[from + (nodes[at] as number)] as number
          node = nodes[value <= (threshold[node] as number) ? at + 1 : at + 2] as number
        }
        sum += leaf[-node - 1] as number
      }
      return 1 / (1 + Math.exp(-sum))
    },
  }
}

/** Feature, left and right of a node side by side: one line of the processor's cache. */
const nodeSize = 4

function packed(feature: Uint8Array, left: Int16Array, right: Int16Array): Int16Array {
  const nodes = new Int16Array(feature.length * nodeSize)
  for (let node = 0; node < feature.length; node++)
    nodes.set([feature[node] ?? 0, left[node] ?? 0, right[node] ?? 0], node * nodeSize)
  return nodes
}

function bytesOf(base64: string): ArrayBuffer {
  const bytes = Buffer.from(base64, 'base64')
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
}
