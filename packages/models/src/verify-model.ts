import { hashFile } from './hash-file.ts'
import { type InstalledModel, isIncomplete } from './list-installed.ts'

/**
 * `published`: byte for byte. `other`: a model under the name of a published one, such as an own conversion, or one whose
 * bytes have changed. `own`: under a name that is not published, so there is nothing to compare with.
 */
export type Verdict = 'published' | 'other' | 'own' | 'incomplete' | 'no_model'

export async function verifyModel(
  model: InstalledModel,
  signal?: AbortSignal,
): Promise<{ verdict: Verdict; sha256: string }> {
  const sha256 = await hashFile(model.path, signal)
  return { verdict: verdictOf(model, sha256), sha256 }
}

function verdictOf(model: InstalledModel, sha256: string): Verdict {
  const { header, published } = model
  if (published !== null && published.sha256 === sha256) return 'published'
  if (header === null) return 'no_model'
  if (published === null) return 'own'
  return isIncomplete(model) ? 'incomplete' : 'other'
}
