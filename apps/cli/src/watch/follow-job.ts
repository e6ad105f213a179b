import type { Session } from '../session.ts'
import { openScreen } from '../terminal/screen.ts'
import { drawJob } from './draw-job.ts'
import { endJob } from './ending.ts'
import { type Patience, whileItGoesOn } from './going-on.ts'
import { jobViewOf, nextJobView } from './job-view.ts'
import { tellNews } from './tell-news.ts'

/** Shows a job at work until it has ended: with bars on a terminal, elsewhere a line for each event. */
export async function followJob(session: Session, jobId: string, patience: Patience): Promise<void> {
  const { client, out, surroundings } = session
  const ended = await whileItGoesOn(session, jobId, patience, async (signal) => {
    const { job } = await client.getJob({ path: { job_id: jobId }, signal })
    let view = jobViewOf(job)
    const frame = () => ({ columns: out.columns(), rows: out.rows(), now: Date.now(), colours: out.colours })
    const screen = out.canDraw ? openScreen(surroundings.stdout, () => drawJob(view, frame())) : null
    out.redirectNotes(screen === null ? null : screen.print)
    try {
      for await (const news of client.watchJob(jobId, { signal })) {
        out.data(news)
        view = nextJobView(view, news)
        const line = screen === null ? tellNews(news) : null
        if (line !== null) out.line(line)
      }
    } finally {
      screen?.close()
      out.redirectNotes(null)
    }
    return await client.getJob({ path: { job_id: jobId }, signal })
  })
  endJob(session, ended.job, { isTold: true })
}
