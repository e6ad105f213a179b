import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { licenceProblems } from '../check-licences.ts'
import { looseVersions, originProblems, workspaceProblems } from '../check-lock.ts'
import { allowed, isSatisfied } from '../supply-chain/licences.ts'
import { readInstalled } from '../supply-chain/read-installed.ts'
import { appsOf, type Lock, type LockedPackage, productionOf, readLock } from '../supply-chain/read-lock.ts'
import { readWorkspace } from '../supply-chain/read-workspace.ts'
import { writeSbom } from '../supply-chain/write-sbom.ts'

const root = join(import.meta.dirname, '../..')
const lock = readLock(root)
const installed = readInstalled(root)

const locked = (id: string, more: Partial<LockedPackage> = {}): LockedPackage => ({
  id,
  name: id.split('@')[0]!,
  version: id.split('@')[1]!,
  resolution: { integrity: 'sha512-AAAA' },
  isForSomeSystems: false,
  dependencies: new Set(),
  ...more,
})

/** An app that needs `a`, and a root that develops with `dev`. */
function smallLock(...packages: LockedPackage[]): Lock {
  return {
    packages: new Map(packages.map((one) => [one.id, one])),
    importers: new Map([
      ['.', { path: '.', production: [], development: [{ package: 'dev@1.0.0' }] }],
      ['apps/api', { path: 'apps/api', production: [{ package: 'a@1.0.0' }], development: [] }],
    ]),
  }
}

const states = (licences: Record<string, string | null>) =>
  new Map(Object.entries(licences).map(([id, license]) => [id, { license, description: null }]))

describe('the lock file', () => {
  it('is read as what the apps need, and the rest', () => {
    const product = productionOf(lock, appsOf(lock))
    expect([...product.importers]).toContain('packages/core')
    expect([...product.importers]).not.toContain('packages/testkit')
    const names = new Set([...product.packages].map((id) => lock.packages.get(id)!.name))
    for (const name of ['fastify', 'bullmq', 'mongoose', 'mongodb', 'pdfjs-dist', 'tslib'])
      expect(names).toContain(name)
    for (const name of ['vitest', 'typescript', 'fast-check', 'pdfkit', 'dockerfile-ast'])
      expect(names).not.toContain(name)
  })

  it.each([
    [{}, 'no sha512 digest'],
    [{ integrity: 'sha1-AAAA' }, 'no sha512 digest'],
    [
      { integrity: 'sha512-AAAA', tarball: 'https://x.example/a.tgz' },
      'does not come from the registry (tarball)',
    ],
    [{ type: 'git', repo: 'https://x.example/a', commit: '0' }, 'no sha512 digest'],
    [{ type: 'directory', directory: '../a' }, 'no sha512 digest'],
  ])('refuses a package from %j', (resolution, problem) => {
    expect(originProblems(smallLock(locked('a@1.0.0', { resolution })))).toEqual([
      expect.stringContaining(problem),
    ])
  })

  it('takes packages of the registry', () => {
    expect(originProblems(smallLock(locked('a@1.0.0')))).toEqual([])
  })

  it.each([
    '^1.0.0',
    '~1.0.0',
    '>=1',
    '*',
    'latest',
    'github:a/b',
    'https://x.example/a.tgz',
    'file:../a',
    'npm:b@1.0.0',
  ])('refuses the version %j', (version) => {
    expect(looseVersions('package.json', JSON.stringify({ dependencies: { a: version } }))).toHaveLength(1)
  })

  it.each(['1.0.0', '1.0.0-rc.1', 'catalog:', 'workspace:*'])('takes the version %j', (version) => {
    expect(looseVersions('package.json', JSON.stringify({ devDependencies: { a: version } }))).toEqual([])
  })
})

describe('the settings of the workspace', () => {
  const good = `catalog:
  a: 1.0.0
allowBuilds:
  node: true # a reason
minimumReleaseAge: 1440
saveExact: true
blockExoticSubdeps: true
strictDepBuilds: true
`
  it('pass when they keep out what nobody asked for', () => {
    expect(workspaceProblems(good)).toEqual([])
    expect(workspaceProblems(`${good}overrides:\n  'a>b': '-'\n`)).toEqual([])
  })
  it.each([
    ['a: 1.0.0', 'a: ^1.0.0', 'a is not an exact version'],
    [' # a reason', '', 'node has no reason'],
    ['1440', '1439', 'less than a day'],
    ['blockExoticSubdeps: true', '', 'blockExoticSubdeps is not true'],
    ['strictDepBuilds: true', 'strictDepBuilds: false', 'strictDepBuilds is not true'],
    ['saveExact: true', 'saveExact: true\noverrides:\n  a: 2.0.0', 'overrides needs a decision'],
    ['saveExact: true', "saveExact: true\noverrides:\n  a: '-'", 'overrides needs a decision'],
    ['saveExact: true', 'saveExact: true\nregistry: https://x.example/', 'registry needs a decision'],
  ])('with %j made %j are told of', (from, to, problem) => {
    expect(workspaceProblems(good.replace(from, to))).toEqual([expect.stringContaining(problem)])
  })
})

describe('licences', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['GPL-3.0-only OR MIT', true],
    ['MIT AND ISC', true],
    ['MIT AND GPL-3.0-only', false],
    ['MIT AND (ISC OR AGPL-3.0-only)', true],
    ['(AGPL-3.0-only OR SSPL-1.0) AND MIT', false],
    ['AGPL-3.0-or-later', false],
    ['GPL-2.0-only WITH Classpath-exception-2.0', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['UNLICENSED', false],
    ['', false],
    ['(MIT', false],
    ['MIT)', false],
  ])('%j is fit for the product: %s', (expression, fits) => {
    expect(isSatisfied(expression, new Set(allowed.keys()))).toBe(fits)
  })

  it.each([
    [
      { 'a@1.0.0': 'AGPL-3.0-only', 'dev@1.0.0': 'MIT' },
      'a@1.0.0 (the product) has the licence AGPL-3.0-only',
    ],
    [{ 'a@1.0.0': 'MPL-2.0', 'dev@1.0.0': 'MIT' }, 'a@1.0.0 (the product) has the licence MPL-2.0'],
    [{ 'a@1.0.0': null, 'dev@1.0.0': 'MIT' }, 'a@1.0.0 (the product) states no licence'],
    [
      { 'a@1.0.0': 'MIT', 'dev@1.0.0': 'AGPL-3.0-only' },
      'dev@1.0.0 (development) has the licence AGPL-3.0-only',
    ],
    [{ 'a@1.0.0': 'MIT' }, 'dev@1.0.0 (development) is not installed'],
  ])('of %j are told of', (licences: Record<string, string | null>, problem) => {
    const small = smallLock(locked('a@1.0.0'), locked('dev@1.0.0'))
    expect(licenceProblems(small, states(licences))).toContainEqual(expect.stringContaining(problem))
  })

  it('of what is not for this system are looked at where it is installed', () => {
    const small = smallLock(
      locked('a@1.0.0', { dependencies: new Set(['a-win@1.0.0']) }),
      locked('a-win@1.0.0', { isForSomeSystems: true, dependencies: new Set(['only-win@1.0.0']) }),
      locked('only-win@1.0.0'),
    )
    const problems = licenceProblems(small, states({ 'a@1.0.0': 'MIT' }))
    expect(problems.filter((problem) => problem.includes('win'))).toEqual([])
  })
})

describe('the SBOM', () => {
  const sbom = writeSbom(lock, readWorkspace(root), installed, null)

  it('names every part of the product once, with digest and licence, and what needs what', () => {
    const refs = sbom.components.map((component) => component['bom-ref'])
    expect(refs).toEqual([...new Set(refs)].sort())
    const product = productionOf(lock, appsOf(lock))
    expect(refs).toHaveLength(product.packages.size + product.importers.size)
    for (const { purl, hashes, licenses, group, scope } of sbom.components) {
      expect(purl).toMatch(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@[\w.%-]+$/)
      if (group === '@async-events') continue
      expect(hashes).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }])
      if (scope === 'required') expect(licenses).toHaveLength(1)
    }
    const known = new Set([...refs, sbom.metadata.component['bom-ref']])
    expect(sbom.dependencies.map(({ ref }) => ref).toSorted()).toEqual([...known].sort())
    for (const { dependsOn } of sbom.dependencies) for (const ref of dependsOn) expect(known).toContain(ref)
    const apps = sbom.components.filter(({ type }) => type === 'application').map(({ name }) => name)
    expect(apps).toEqual(expect.arrayContaining(['api', 'keeper', 'worker-pdf', 'local']))
  })

  it('needs on every system neither builds for some, nor what only those need', () => {
    const small: Lock = {
      ...smallLock(
        locked('a@1.0.0', { dependencies: new Set(['a-win@1.0.0', 'both@1.0.0']) }),
        locked('a-win@1.0.0', {
          isForSomeSystems: true,
          dependencies: new Set(['only-win@1.0.0', 'both@1.0.0']),
        }),
        locked('only-win@1.0.0'),
        locked('both@1.0.0'),
      ),
      importers: new Map([
        ['apps/one', { path: 'apps/one', production: [{ package: 'a@1.0.0' }], development: [] }],
      ]),
    }
    const { packages, everywhere } = productionOf(small, ['apps/one'])
    expect(packages.size).toBe(4)
    expect([...everywhere].sort()).toEqual(['a@1.0.0', 'both@1.0.0'])
  })

  it('is the same bytes each time, and has a time only when it is given', () => {
    const again = writeSbom(readLock(root), readWorkspace(root), readInstalled(root), null)
    expect(JSON.stringify(again)).toBe(JSON.stringify(sbom))
    expect(JSON.stringify(sbom)).not.toMatch(/timestamp|serialNumber/)
    const dated = writeSbom(lock, readWorkspace(root), installed, new Date('2026-01-31T12:00:00Z'))
    expect(dated.metadata.timestamp).toBe('2026-01-31T12:00:00.000Z')
  })
})
