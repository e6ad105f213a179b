import { toAppError } from '@async-events/core'
import { type CopyOptions, copyPresentation } from './copy-presentation.ts'
import type { CopyAnswer } from './run-office-child.ts'

// Copies one presentation and says how that went, as JSON on its standard output. A process of its own: archives and XML
// are read in it whole.

const answer: CopyAnswer = await copyPresentation(JSON.parse(process.argv[2] ?? '') as CopyOptions).then(
  (links) => ({ links }),
  (thrown: unknown) => {
    const { code, message } = toAppError(thrown)
    return { failure: { code, message } }
  },
)
process.stdout.write(JSON.stringify(answer))
