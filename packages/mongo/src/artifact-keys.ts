import type { Models } from './models.ts'

/** `<scope>/sha256/<hash>` */
const artifactKey = /^[^\0]+\/sha256\/[0-9a-f]{64}$/

/** Every artifact key in the named fields of every document: references are objects with a `key`, at any depth. */
export async function* artifactKeysIn(
  collection: Models['jobs']['collection'],
  projection: Record<string, 1>,
): AsyncIterable<string> {
  for await (const document of collection.find({}, { projection }).sort({ _id: 1 }).batchSize(500))
    yield* keysIn(document)
}

function* keysIn(value: unknown): Iterable<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'key' && typeof inner === 'string' && artifactKey.test(inner)) yield inner
    else yield* keysIn(inner)
  }
}
