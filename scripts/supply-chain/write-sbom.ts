import { read as readLicences } from './licences.ts'
import type { InstalledPackage } from './read-installed.ts'
import { appsOf, type Importer, type Lock, type LockedPackage, productionOf } from './read-lock.ts'
import type { WorkspacePackage } from './read-workspace.ts'

/** The part of CycloneDX 1.6 that is written (https://cyclonedx.org/docs/1.6/json/). */
export interface Sbom {
  $schema: string
  bomFormat: 'CycloneDX'
  specVersion: '1.6'
  version: 1
  metadata: { timestamp?: string; component: Component }
  components: Component[]
  dependencies: { ref: string; dependsOn: string[] }[]
}

interface Component {
  type: 'application' | 'library'
  'bom-ref': string
  group?: string
  name: string
  version: string
  description?: string
  scope?: 'required' | 'optional'
  hashes?: { alg: 'SHA-512'; content: string }[]
  licenses?: ({ license: { id: string } } | { expression: string })[]
  purl: string
}

/**
 * What the apps need to run, in the order of the package URLs. A package for some systems only is optional, and has
 * its licence where it is installed.
 */
export function writeSbom(
  lock: Lock,
  workspace: ReadonlyMap<string, WorkspacePackage>,
  installed: ReadonlyMap<string, InstalledPackage>,
  timestamp: Date | null,
): Sbom {
  const apps = appsOf(lock)
  const product = productionOf(lock, apps)
  const own = (path: string): WorkspacePackage => {
    const found = workspace.get(path)
    if (!found) throw new TypeError(`${path} is in the lock file and has no package.json`)
    return found
  }
  const ownUrl = (path: string): string => purlOf(own(path).name, own(path).version)
  const packageUrl = (id: string): string => {
    const { name, version } = lockedPackage(lock, id)
    return purlOf(name, version)
  }
  const needsOf = ({ production }: Importer): string[] =>
    production.map((one) => ('importer' in one ? ownUrl(one.importer) : packageUrl(one.package)))

  const importers = [...product.importers].map((path) => ({
    component: ownComponent(own(path), apps.includes(path) ? 'application' : 'library'),
    needs: needsOf(lock.importers.get(path) ?? { path, production: [], development: [] }),
  }))
  const packages = [...product.packages].map((id) => {
    const locked = lockedPackage(lock, id)
    return {
      component: packageComponent(locked, installed.get(id), product.everywhere.has(id)),
      needs: [...locked.dependencies].map(packageUrl),
    }
  })
  const all = [...importers, ...packages].sort((a, b) => inOrder(a.component.purl, b.component.purl))
  const root = ownComponent(own('.'), 'application')
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { ...(timestamp && { timestamp: timestamp.toISOString() }), component: root },
    components: all.map(({ component }) => component),
    dependencies: [{ component: root, needs: apps.map(ownUrl) }, ...all].map(({ component, needs }) => ({
      ref: component['bom-ref'],
      dependsOn: [...new Set(needs)].sort(inOrder),
    })),
  }
}

function lockedPackage(lock: Lock, id: string): LockedPackage {
  const found = lock.packages.get(id)
  if (!found) throw new TypeError(`${id} is needed and not in the lock file`)
  return found
}

function ownComponent(
  { name, version, license, description }: WorkspacePackage,
  type: Component['type'],
): Component {
  const purl = purlOf(name, version)
  return {
    type,
    'bom-ref': purl,
    ...nameParts(name),
    version,
    ...(description && { description }),
    ...(license && { licenses: licensesOf(license) }),
    purl,
  }
}

function packageComponent(
  locked: LockedPackage,
  installed: InstalledPackage | undefined,
  isNeededEverywhere: boolean,
): Component {
  const license = readLicences.get(locked.id)?.license ?? installed?.license
  const purl = purlOf(locked.name, locked.version)
  const [algorithm, digest = ''] = (locked.resolution.integrity ?? '').split('-')
  if (algorithm !== 'sha512') throw new TypeError(`${locked.id} has no sha512 digest in the lock file`)
  return {
    type: 'library',
    'bom-ref': purl,
    ...nameParts(locked.name),
    version: locked.version,
    scope: isNeededEverywhere ? 'required' : 'optional',
    hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    ...(license && { licenses: licensesOf(license) }),
    purl,
  }
}

function nameParts(name: string): { group?: string; name: string } {
  const [scope, rest] = name.startsWith('@') ? name.split('/') : []
  return scope !== undefined && rest !== undefined ? { group: scope, name: rest } : { name }
}

/** `pkg:npm/%40scope/name@version` (https://github.com/package-url/purl-spec). */
const purlOf = (name: string, version: string): string =>
  `pkg:npm/${name.split('/').map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`

const licensesOf = (license: string): NonNullable<Component['licenses']> =>
  /[\s()]/.test(license) ? [{ expression: license }] : [{ license: { id: license } }]

/** By code unit: an order that no locale changes. */
const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
