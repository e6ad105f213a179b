import type { ToolContext } from '@async-events/sandbox'
import { createMessageQueue } from './message-queue.ts'
import type { PdfRequest } from './pdf-messages.ts'
import { runTask, type Task, type TaskMessage } from './run-task.ts'
import type { PdfChild } from './start-pdf-child.ts'

type TaskName = PdfRequest['task']

export interface TaskEvent {
  task: TaskName
  /** `end` is the last of a task. */
  message: TaskMessage | { kind: 'end' }
}

/** Tasks that run at the same time: their messages, until none runs. The first failure of one is thrown. */
export interface Tasks extends AsyncIterable<TaskEvent> {
  start(request: PdfRequest, after: Task['after'], child?: PdfChild): void
  isRunning(task: TaskName): boolean
  /** Stops those of a name; they end without a failure. */
  stop(task: TaskName): void
  /** Stops all, and waits until their processes are gone. */
  close(): Promise<void>
}

export function runTasks(
  ctx: ToolContext,
  options: Pick<Task, 'limits'> & { mayLose: (page: number, task: TaskName) => boolean },
): Tasks {
  const queue = createMessageQueue<TaskEvent | { thrown: unknown } | { ended: AbortController }>()
  const running = new Map<AbortController, { task: TaskName; ended: Promise<void> }>()

  async function tell(
    { request, after, child }: Pick<Task, 'request' | 'after' | 'child'>,
    stopped: AbortController,
  ): Promise<void> {
    const { task } = request
    const signal = AbortSignal.any([ctx.signal, stopped.signal])
    const mayLose = (page: number): boolean => options.mayLose(page, task)
    try {
      const { limits } = options
      const messages = runTask({ ...ctx, signal }, { request, child, after, limits, mayLose })
      for await (const message of messages) queue.push({ task, message })
    } catch (thrown) {
      if (!stopped.signal.aborted) queue.push({ thrown })
    }
    queue.push({ ended: stopped })
  }

  const stop = (which: (task: TaskName) => boolean): void => {
    for (const [stopped, { task }] of running) if (which(task)) stopped.abort()
  }

  return {
    start(request, after, child) {
      const stopped = new AbortController()
      running.set(stopped, { task: request.task, ended: tell({ request, after, child }, stopped) })
    },
    isRunning: (name) => [...running.values()].some(({ task }) => task === name),
    stop: (name) => stop((task) => task === name),
    async close() {
      stop(() => true)
      await Promise.all([...running.values()].map(({ ended }) => ended))
    },
    async *[Symbol.asyncIterator]() {
      for await (const event of queue) {
        if ('thrown' in event) throw event.thrown
        if ('ended' in event) {
          const task = running.get(event.ended)?.task
          running.delete(event.ended)
          if (task !== undefined) yield { task, message: { kind: 'end' } }
          if (running.size === 0) return
        } else yield event
      }
    },
  }
}
