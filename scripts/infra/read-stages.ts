import { DockerfileParser, type Instruction, type JSONInstruction } from 'dockerfile-ast'
import { dockerfilePath, read } from './infra-files.ts'

/** A stage of the Dockerfile. */
export interface Stage {
  name: string
  /** The stage or image it begins from, with build arguments filled in. */
  from: string
  line: number
  instructions: Instruction[]
}

export function readStages(): { stages: Stage[]; globals: Map<string, string> } {
  const instructions = DockerfileParser.parse(read(dockerfilePath)).getInstructions()
  const globals = new Map<string, string>()
  const stages: Stage[] = []
  for (const instruction of instructions) {
    const stage = stages.at(-1)
    const words = (instruction.getArgumentsContent() ?? '').split(/\s+/)
    if (instruction.getKeyword() === 'FROM') {
      const [image = '', as = '', name = ''] = words.filter((word) => !word.startsWith('--'))
      const from = image.replace(/\$\{(\w+)\}/g, (whole, variable: string) => globals.get(variable) ?? whole)
      stages.push({
        name: as.toUpperCase() === 'AS' ? name : '',
        from,
        line: lineOf(instruction),
        instructions: [],
      })
    } else if (stage) {
      stage.instructions.push(instruction)
    } else if (instruction.getKeyword() === 'ARG') {
      const [name = '', value = ''] = words.join(' ').split('=')
      globals.set(name, value)
    }
  }
  return { stages, globals }
}

export const lineOf = (instruction: Instruction): number => instruction.getRange().start.line + 1
export const contentOf = (instruction: Instruction): string => instruction.getArgumentsContent() ?? ''

/** The words of the JSON form; null for the shell form, which would put a shell between signals and the process. */
export function jsonForm(instruction: Instruction): string[] | null {
  const words = (instruction as JSONInstruction).getJSONStrings?.().map((word) => word.getJSONValue()) ?? []
  return words.length === 0 ? null : words
}

/** The last instruction of a kind, of the stage or of what it begins from. */
export function effective(stages: Stage[], stage: Stage, keyword: string): Instruction | undefined {
  const own = stage.instructions.findLast((instruction) => instruction.getKeyword() === keyword)
  const parent = stages.find((other) => other.name === stage.from)
  return own ?? (parent ? effective(stages, parent, keyword) : undefined)
}

export const isTarget = (stage: Stage): boolean =>
  stage.instructions.some((instruction) => instruction.getKeyword() === 'CMD')

/** The command of each target of the Dockerfile, as the image runs it in /app: `{ api: ['node', 'apps/api/…'] }`. */
export function imageCommands(): Record<string, string[]> {
  const { stages } = readStages()
  return Object.fromEntries(
    stages.filter(isTarget).map((stage) => {
      const command = effective(stages, stage, 'CMD')
      return [stage.name, (command && jsonForm(command)) ?? []]
    }),
  )
}
