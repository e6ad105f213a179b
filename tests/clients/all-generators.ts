import type { Generator } from './generator.ts'
import { go } from './go.ts'
import { java } from './java.ts'
import { python } from './python.ts'
import { rust } from './rust.ts'
import { typescript } from './typescript.ts'
import { typescriptPackage } from './typescript-package.ts'

export const allGenerators: readonly Generator[] = [
  ...typescriptPackage,
  ...typescript,
  ...python,
  ...go,
  ...java,
  ...rust,
]
