import type { Model } from 'mongoose'
import { isDuplicateKey } from './unavailable.ts'

/** False when there is a document with this id. */
export async function insertIfMissing<T>(model: Model<T>, document: T): Promise<boolean> {
  try {
    await model.insertMany([document], { lean: true })
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}
