/** The thread of `createScheduleReader`: reads one schedule and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import type { ScheduleSource } from '@async-events/core'
import { readProgramme, ScheduleRefused } from '@async-events/schedules'
import type { ScheduleAnswer } from './schedule-reader.ts'

parentPort?.postMessage(answerTo(workerData as ScheduleSource))

function answerTo(source: ScheduleSource): ScheduleAnswer {
  try {
    return { programme: readProgramme(source) }
  } catch (error) {
    if (!(error instanceof ScheduleRefused)) throw error
    return { refused: { reason: error.reason, message: error.message } }
  }
}
