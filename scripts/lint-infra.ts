/**
 * Checks infra/Dockerfile and docker-compose.yml without Docker: syntax, the rules that keep images and services what
 * they should be, and that each queue of packages/worker/src/queues.ts has its app, its image and its service. Prints
 * `file:line: problem` and exits 1 when there is one. It cannot tell whether an image builds or a base image exists.
 */
import { composePath, dockerfilePath, queuesPath, type Report } from './infra/infra-files.ts'
import { askDocker, lintCompose } from './infra/lint-compose.ts'
import { lintDockerfile } from './infra/lint-dockerfile.ts'
import { lintQueues } from './infra/lint-queues.ts'

export { imageCommands } from './infra/read-stages.ts'

if (import.meta.main) {
  let problems = 0
  const reportIn =
    (file: string): Report =>
    (line, problem) => {
      console.error(`${file}:${line}: ${problem}`)
      problems += 1
    }
  lintQueues(reportIn(queuesPath))
  lintDockerfile(reportIn(dockerfilePath))
  lintCompose(reportIn(composePath))
  askDocker(reportIn(composePath))
  process.exitCode = problems === 0 ? 0 : 1
}
