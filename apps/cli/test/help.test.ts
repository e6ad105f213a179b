import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { expect, it } from 'vitest'
import { exitCodes } from '../src/exit-codes.ts'
import { createProgram } from '../src/program.ts'

const { stdout, stderr } = process
const program = createProgram({ env: {}, stdout, stderr, signal: new AbortController().signal }, () => {})
const every = (command: CommandUnknownOpts): CommandUnknownOpts[] => [
  command,
  ...command.commands.flatMap((below) => every(below)),
]

it('help fits one screen', () => {
  const lines = program.helpInformation().trimEnd().split('\n')
  expect(lines.length).toBeLessThanOrEqual(30)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  for (const code of Object.values(exitCodes).filter((one) => one < 128))
    expect(lines.join('\n')).toMatch(new RegExp(`\\b${code} `))
})

it('help of each command fits the width, and names what it takes', () => {
  const commands = every(program).slice(1)
  expect(commands.length).toBeGreaterThan(20)
  for (const command of commands) {
    const lines = command.helpInformation().split('\n')
    expect(lines[0]).toMatch(/^Usage: async-events /)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
    for (const { long } of command.options) expect(lines.join('\n')).toContain(long)
  }
})

it('no option takes a key or a secret', () => {
  const options = every(program).flatMap((command) => command.options.map(({ long }) => long ?? ''))
  expect(options.filter((long) => /key|secret|token|password/.test(long))).toEqual([])
})

it('docs/cli.md names every command and every exit code', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/cli.md'), 'utf8')
  const first = [...page.matchAll(/^\| ([^|]*(?:\\\|[^|]*)*) \|/gm)].map(([, cell = '']) => cell)
  const names = program.commands.map((command) => command.name()).filter((name) => name !== 'complete')
  expect(names.filter((name) => !first.some((cell) => new RegExp(`\`${name}\\b`).test(cell)))).toEqual([])
  expect(first.filter((cell) => /^\d+$/.test(cell)).map(Number)).toEqual(Object.values(exitCodes))
})
