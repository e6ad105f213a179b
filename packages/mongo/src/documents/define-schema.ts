import { type IndexDefinition, Schema, type SchemaDefinition } from 'mongoose'

export interface Index {
  keys: IndexDefinition
  unique?: boolean
  sparse?: boolean
}

/** A document as stored: `_id` in place of the `id` of the domain. */
export type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: string }

/**
 * Content that nothing casts: it is written and read as it is, and queries reach into it by dotted paths. Its type is
 * that of the document's field.
 */
export const asIs = Schema.Types.Mixed

/**
 * A schema that changes nothing on its way to the database: no version key, no defaults, no removal of empty objects.
 * `strict` throws for a field that the schema does not have, which would be dropped in silence otherwise.
 */
export function defineSchema<T extends { _id: string }>(
  collection: string,
  definition: SchemaDefinition<T>,
  indexes: readonly Index[],
): Schema<T> {
  const schema = new Schema<T>(definition, {
    collection,
    strict: 'throw',
    strictQuery: 'throw',
    autoIndex: false,
    autoCreate: false,
    versionKey: false,
    minimize: false,
    id: false,
  })
  for (const { keys, ...options } of indexes) schema.index({ ...keys }, options)
  return schema
}
