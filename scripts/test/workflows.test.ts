/** The workflows by the rules of this project; `actionlint` reads their syntax, in the workflow `check`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import manifest from '../../package.json' with { type: 'json' }
import { appNames } from '../infra/infra-files.ts'

const root = join(import.meta.dirname, '../..')
const folder = '.github/workflows'

type Permissions = Record<string, 'read' | 'write' | 'none'>
interface Job {
  permissions?: Permissions
  'timeout-minutes'?: number
  uses?: string
  strategy?: { matrix: Record<string, unknown[]> }
  steps?: { uses?: string; run?: string; with?: Record<string, unknown> }[]
}
interface Workflow {
  name: string
  on: Record<string, unknown>
  permissions: Permissions
  jobs: Record<string, Job>
}
const files = readdirSync(join(root, folder))
const textOf = (file: string) => readFileSync(join(root, folder, file), 'utf8')
const workflows = files.map((file) => ({
  file,
  text: textOf(file),
  ...(parse(textOf(file)) as Workflow),
}))

describe.each(workflows)('$file', ({ text, on, permissions: granted, jobs }) => {
  const all = Object.entries(jobs)
  const steps = all.flatMap(([, job]) => job.steps ?? [])
  const scripts = steps.flatMap(({ run }) => run ?? [])

  it('may read the repository, and a job what it needs beyond that', () => {
    expect(granted).toEqual({ contents: 'read' })
    // With it a workflow of a fork would see the secrets of this repository.
    expect(on).not.toHaveProperty('pull_request_target')
    for (const [, job] of all) {
      const writes = Object.entries(job.permissions ?? {}).filter(([, right]) => right === 'write')
      if (writes.length > 0) expect(Object.keys(on)).toEqual(['push'])
    }
  })

  it('runs actions of others at a commit, and names its version', () => {
    const used = [...text.matchAll(/uses: (.*)$/gm)].map(([, what]) => what ?? '')
    expect(used.length).toBeGreaterThan(0)
    for (const one of used)
      expect(one).toMatch(/^(\.\/\.github\/workflows\/[a-z]+\.yml|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/)
  })

  it('ends in time, and leaves no credentials in the work tree', () => {
    for (const [name, job] of all)
      if (job.uses === undefined) expect([name, job['timeout-minutes']]).toEqual([name, expect.any(Number)])
    for (const { uses, with: given } of steps)
      if (uses?.startsWith('actions/checkout@')) expect(given?.['persist-credentials']).toBe(false)
  })

  it('puts nothing into a script that is not its own: names of tags and branches come by the environment', () => {
    for (const script of scripts) expect(script).not.toContain('${{')
  })

  it('calls what is there', () => {
    for (const script of scripts) {
      for (const [, name = ''] of script.matchAll(/npm run (?:--silent )?([\w:-]+)/g))
        expect(Object.keys(manifest.scripts)).toContain(name)
      for (const [path] of script.matchAll(/(?:scripts|tests|\.ci|infra)\/[\w./-]+/g))
        expect([path, existsSync(join(root, path))]).toEqual([path, true])
    }
  })
})

it('an image of each app is released', () => {
  const release = workflows.find(({ file }) => file === 'release.yml')
  expect(release?.jobs.images?.strategy?.matrix.target).toEqual(appNames().sort())
})
