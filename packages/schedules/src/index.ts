export { type ScheduleFormat, scheduleFormats } from './formats.ts'
export { scheduleLimits } from './limits.ts'
export { readProgramme, type ScheduleInput } from './read-programme.ts'
export { ScheduleRefused } from './schedule-refused.ts'
