/**
 * The rules of this project for infra/Dockerfile and docker-compose.yml: each app and queue has its image and its service,
 * images hold the programs of their queue, variables exist and are explained, services are confined. What is wrong with any
 * such file say Compose and hadolint, where they are installed; whether images build and run, `npm run test:containers`.
 * Prints `file:line: problem` and exits 1 when there is one.
 */
import { composePath, dockerfilePath, queuesPath, type Report } from './infra/infra-files.ts'
import { askDocker, lintCompose } from './infra/lint-compose.ts'
import { askHadolint, lintDockerfile } from './infra/lint-dockerfile.ts'
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
  askHadolint(reportIn(dockerfilePath))
  lintCompose(reportIn(composePath))
  askDocker(reportIn(composePath))
  process.exitCode = problems === 0 ? 0 : 1
}
