import { csv } from './dialects/csv.ts'
import type { Dialect } from './dialects/dialect.ts'
import { icalendar } from './dialects/icalendar.ts'
import { jsonList, sched } from './dialects/json-list.ts'
import { linkedData } from './dialects/linked-data.ts'
import { pretalxApi } from './dialects/pretalx-api.ts'
import { scheduleXml } from './dialects/schedule-xml.ts'
import { sessionLinks } from './dialects/session-links.ts'
import { sessionize } from './dialects/sessionize.ts'
import { urlList } from './dialects/url-list.ts'
import { vocJson, vocJson2 } from './dialects/voc-json.ts'
import { xcal } from './dialects/xcal.ts'

/** All formats, the particular before the general: the first that recognises a source reads it. */
export const dialects: readonly Dialect[] = [
  ...[xcal, scheduleXml],
  ...[vocJson2, vocJson, sessionize, pretalxApi, sched, linkedData, jsonList],
  icalendar,
  sessionLinks,
  ...[csv, urlList],
]
