import { toAppError } from '@async-events/core'
import { type CopyOptions, copyPresentation } from './copy-presentation.ts'
import type { CopyAnswer } from './run-office-child.ts'

// Copies one presentation and prints the outcome as JSON. A child process, as archives and XML are read whole.

const answer: CopyAnswer = await copyPresentation(JSON.parse(process.argv[2] ?? '') as CopyOptions).then(
  (links) => ({ links }),
  (thrown: unknown) => {
    const { code, message } = toAppError(thrown)
    return { failure: { code, message } }
  },
)
process.stdout.write(JSON.stringify(answer))
