/**
 * Compares the licence of every package in the lock file with the lists of `supply-chain/licences.ts`, as the installed
 * packages state it, offline. The product is what the apps need to run; all else is development.
 */
import { join } from 'node:path'
import { allowed, allowedInDevelopment, isSatisfied, read } from './supply-chain/licences.ts'
import { type InstalledPackage, readInstalled } from './supply-chain/read-installed.ts'
import { appsOf, type Lock, productionOf, readLock } from './supply-chain/read-lock.ts'

/** One line per problem. */
export function licenceProblems(lock: Lock, installed: ReadonlyMap<string, InstalledPackage>): string[] {
  const product = productionOf(lock, appsOf(lock)).packages
  const shipped = new Set(allowed.keys())
  const developed = new Set([...shipped, ...allowedInDevelopment.keys()])
  const needed = neededBy(lock)
  const problems = [...lock.packages.values()].flatMap(({ id, isForSomeSystems }) => {
    const part = product.has(id) ? 'the product' : 'development'
    const known = installed.get(id)
    if (!known) {
      // Builds for other systems, and their dependencies, are installed only there
      const users = needed.get(id) ?? []
      const elsewhere =
        isForSomeSystems || (users.length > 0 && users.every((other) => !installed.has(other)))
      return elsewhere ? [] : [`${id} (${part}) is not installed: run npm test once`]
    }
    const license = read.get(id)?.license ?? known.license
    if (license === null) return [`${id} (${part}) states no licence`]
    const fits = isSatisfied(license, product.has(id) ? shipped : developed)
    return fits ? [] : [`${id} (${part}) has the licence ${license}, which is not on the list`]
  })
  const unused = [...read.keys()].filter((id) => !lock.packages.has(id))
  return [
    ...problems,
    ...unused.map((id) => `${id} is in the list of read licences and not in the lock file`),
  ]
}

function neededBy(lock: Lock): Map<string, string[]> {
  const needed = new Map<string, string[]>()
  for (const { id, dependencies } of lock.packages.values())
    for (const other of dependencies) needed.set(other, [...(needed.get(other) ?? []), id])
  return needed
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  const problems = licenceProblems(readLock(root), readInstalled(root))
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}
