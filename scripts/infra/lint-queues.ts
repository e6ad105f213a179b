import { packageOfTool } from '../../packages/sandbox/src/packages-of-tools.ts'
import { queues } from '../../packages/worker/src/queues.ts'
import { appNames, has, needsOf, type Report, read } from './infra-files.ts'

/** Each queue has its app, each worker its queue, and the packages of a queue are those of its tools at least. */
export function lintQueues(report: Report): void {
  for (const [queue, { tools, packages }] of Object.entries(queues)) {
    const main = `apps/worker-${queue}/src/main.ts`
    if (!has(main)) report(1, `the queue ${queue} has no app: ${main} does not exist`)
    else if (!read(main).includes(`runWorker('${queue}', process.env)`))
      report(1, `${main} does not run the worker of the queue ${queue}`)
    for (const tool of tools) {
      const wanted = packageOfTool[tool]?.split(' ') ?? [`(none is known for ${tool})`]
      for (const name of wanted) {
        if (!packages.includes(name)) report(1, `${queue} needs ${tool}, but not its package ${name}`)
      }
    }
  }
  for (const app of appNames()) {
    if (app.startsWith('worker-') && !needsOf.has(app)) report(1, `apps/${app} has no queue here`)
  }
}
