import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { read, root } from './infra-files.ts'

export const chartFolder = 'infra/helm/async-events'
/** Values with which the chart is rendered, a file each; together they use every option. */
export const optionFiles = (): string[] => globSync('infra/helm/options/*.yaml', { cwd: root }).sort()
export const renderedFile = (options: string): string => join('infra/helm/rendered', basename(options))
export const sourceHashFile = 'infra/helm/rendered/source.sha256'

/** Of all that decides the rendered manifests. The schema of the values only refuses. */
export function sourceHash(): string {
  const files = globSync(`${chartFolder}/**/*.{yaml,tpl}`, { cwd: root })
  const hash = createHash('sha256')
  for (const file of [...files.sort(), ...optionFiles()]) hash.update(`${file}\n${read(file)}\n`)
  return `${hash.digest('hex')}\n`
}

/** Runs Helm in the folder of the project; null where it is not installed. */
export function helm(args: string[]): { status: number | null; stdout: string; stderr: string } | null {
  const { error, status, stdout, stderr } = spawnSync('helm', args, { cwd: root, encoding: 'utf8' })
  return error ? null : { status, stdout, stderr }
}

/** The manifests of a file of options. */
export function render(options: string): string {
  const namespace = ['--namespace', 'async-events', '--kube-version', '1.34.0']
  const run = helm(['template', 'async-events', chartFolder, ...namespace, '-f', options])
  if (run?.status !== 0) throw new Error(`${options}: ${run?.stderr ?? 'Helm is not installed'}`)
  return run.stdout
}
