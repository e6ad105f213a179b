import type { BatchNews, JobNews } from '@async-events/client'
import { printable } from '../printable.ts'

/** An event as a line for a log; null for what is no event. */
export function tellNews(news: JobNews | BatchNews): string | null {
  if (news.type === 'progress') return null
  const { data } = news
  const time = data.timestamp.slice(11, 19)
  const said = 'error' in data && data.error ? `: ${data.error.message}` : ''
  if (news.type === 'job.step') {
    const { step, status, reason } = news.data
    return printable(`${time}  ${step} ${status}${said || (reason ? `: ${reason}` : '')}`)
  }
  return printable(`${time}  ${news.type}${said}`)
}
