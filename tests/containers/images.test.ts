/** What is in the images, and what is not. */
import { expect, inject, it } from 'vitest'
import { placesOf } from '../../infra/reach/places-of.ts'
import { imageCommands } from '../../scripts/lint-infra.ts'
import { docker, lines } from './docker.ts'

const targets = Object.keys(imageCommands())
const image = (target: string): string => `async-events-${target}:${inject('imageTag')}`
const inside = (target: string, script: string): Promise<string> =>
  docker(['run', '--rm', '--entrypoint', 'sh', image(target), '-c', script])

/** Packages of an image by name, wherever they are below its node_modules. */
async function packagesOf(target: string): Promise<string[]> {
  const found = await inside(target, 'find /app -path "*/node_modules/*" -name package.json -not -type l')
  const names = lines(found).map(
    (path) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(path)?.[1],
  )
  return [...new Set(names.filter((name) => name !== undefined))].sort()
}

const forTests =
  /^(?:@?vitest|vite|rolldown|esbuild|pdfkit|typescript|@biomejs|testcontainers|fast-check|@redocly)(?:\/|$)/

it.skipIf(!inject('engine')).each(targets)(
  '%s holds no tool of the tests, and no library of other apps',
  async (target) => {
    const packages = await packagesOf(target)
    expect(packages.length).toBeGreaterThan(3)
    expect(packages.filter((name) => forTests.test(name))).toEqual([])
    for (const [name, places] of Object.entries(placesOf))
      expect([target, name, packages.includes(name)]).toEqual([target, name, places.includes(target)])
  },
)

it.skipIf(!inject('engine')).each(targets)(
  '%s belongs to root and runs as 1000, without files of tests',
  async (target) => {
    const said = await inside(
      target,
      'id -u; find /app -not -user root | wc -l; find /app/apps /app/packages -name "*.test.ts" | wc -l',
    )
    expect(lines(said)).toEqual(['1000', '0', '0'])
  },
)

/** Bytes of the layers that COPY and the compile cache of a target added: what a new version of the app makes one download. */
async function appBytes(target: string): Promise<number> {
  const format = ['--no-trunc', '--human=false', '--format', '{{.Size}} {{.CreatedBy}}']
  const history = lines(await docker(['history', ...format, image(target)]))
  // Newest first: everything down to the copy of the app.
  const copy = history.findIndex((line) => /COPY (?:dir|\/apps)/.test(line))
  return history.slice(0, copy + 1).reduce((sum, line) => sum + Number(line.split(' ', 1)[0]), 0)
}

it.skipIf(!inject('engine'))('an app is small, and sizes are printed', async () => {
  const rows: string[] = []
  for (const target of targets) {
    const whole = Number(await docker(['image', 'inspect', '--format', '{{.Size}}', image(target)]))
    const app = await appBytes(target)
    rows.push(
      `${target.padEnd(18)} app ${(app / 1e6).toFixed(0).padStart(4)} MB   image ${(whole / 1e6).toFixed(0).padStart(5)} MB`,
    )
    if (target !== 'worker-pdf') expect([target, app < 120e6]).toEqual([target, true])
  }
  console.log(rows.join('\n'))
})

it.skipIf(!inject('engine'))(
  'the worker of recordings has yt-dlp, which starts without an environment',
  async () => {
    expect(await inside('worker-video', 'env -i /usr/local/bin/yt-dlp --ignore-config --version')).toMatch(
      /^20\d\d\.\d\d\.\d\d/,
    )
  },
)

it.skipIf(!inject('engine'))('the API has the built dashboard, and nothing that builds it', async () => {
  expect(lines(await inside('api', 'cd apps/dashboard && find . -name "*.html" -o -name "*.ts*"'))).toEqual([
    './dist/index.html',
  ])
})

it.skipIf(!inject('engine'))(
  'models are listed in the image of audio, and keys has its usage in that of the API',
  async () => {
    expect(await inside('worker-audio', 'node apps/cli/src/main.ts models')).toContain('base')
    expect(await inside('api', 'node apps/cli/src/main.ts keys 2>&1 || true')).toContain('MONGODB_URI')
  },
)

it.skipIf(!inject('engine'))(
  'Node trusts a bundle of authorities that is mounted over that of the system',
  async () => {
    const count = async (...options: string[]): Promise<number> => {
      const script = "require('node:tls').getCACertificates('system').length"
      return Number(
        await docker(['run', '--rm', ...options, '--entrypoint', 'node', image('api'), '-p', script]),
      )
    }
    const whole = await count()
    const empty = await count('-v', '/dev/null:/etc/ssl/certs/ca-certificates.crt:ro')
    expect([whole > empty, empty > 0]).toEqual([true, true])
  },
)
