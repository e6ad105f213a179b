import { Clock, Pool, Process } from './clock.ts'

/** What one job costs, from a measurement. Milliseconds of processor time, summed over all its steps. */
export interface JobCosts {
  api: number
  keeper: number
  mongo: number
  redis: number
  scrape: number
  transform: number
  /** How long the page takes to answer: it holds a place of the worker, and no processor. */
  pageMs: number
}

export interface Cluster {
  /** That all processes share; null gives each process one of its own. */
  cores: number | null
  apis: number
  scrapeWorkers: number
  transformWorkers: number
  /** Steps that a worker runs at a time. */
  slots: number
}

export interface Simulated {
  jobsPerSecond: number
  /** Share of the time in which it worked, by part; of the busiest process of its kind. */
  busy: { api: number; mongo: number; redis: number; scrape: number; transform: number }
}

/** Times that a job is read, claimed or committed: costs of the stores are spread over so many visits. */
const visits = { submit: 1, perStep: 3 }
const steps = 2

/**
 * A batch of jobs through a service, event by event: every process is a queue for one (Node runs one thread), takes work in the
 * order in which it comes, and needs a core while it works. The database and Redis are one process each.
 *
 * Left out: what workers of other kinds cost while they wait, memory, and the network. Costs are means, without spread.
 */
export async function simulate(costs: JobCosts, cluster: Cluster, jobs: number): Promise<Simulated> {
  const clock = new Clock()
  const cores = cluster.cores === null ? null : new Pool(cluster.cores)
  const process = (): Process => new Process(clock, cores)
  const processes = (count: number): Process[] => Array.from({ length: count }, process)
  const [mongo, redis, keeper] = [process(), process(), process()]
  const apis = processes(cluster.apis)
  const scrapers = processes(cluster.scrapeWorkers)
  const transformers = processes(cluster.transformWorkers)
  const places = (workers: Process[]): Pool => new Pool(workers.length * cluster.slots)
  const queues = { scrape: places(scrapers), transform: places(transformers) }
  const visitShare = 1 / (visits.submit + visits.perStep * steps)

  const visit = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left -= 1) {
      await mongo.work(costs.mongo * visitShare)
      await redis.work(costs.redis * visitShare)
    }
  }
  const step = async (place: Pool, worker: Process, waitMs: number, cpuMs: number): Promise<void> => {
    await place.take()
    await visit(1)
    await worker.work(cpuMs / 2)
    if (waitMs > 0) await clock.after(waitMs)
    await worker.work(cpuMs / 2)
    await visit(visits.perStep - 1)
    place.give()
  }
  const job = async (at: number): Promise<void> => {
    await nth(apis, at).work(costs.api)
    await visit(visits.submit)
    void keeper.work(costs.keeper)
    await step(queues.scrape, nth(scrapers, at), costs.pageMs, costs.scrape)
    await step(queues.transform, nth(transformers, at), 0, costs.transform)
  }
  let done = 0
  for (let at = 0; at < jobs; at += 1)
    void job(at).then(() => {
      done += 1
    })
  await clock.run(() => done === jobs)
  const share = (all: readonly Process[]): number => Math.max(...all.map(({ busyMs }) => busyMs)) / clock.now
  return {
    jobsPerSecond: (1000 * jobs) / clock.now,
    busy: {
      api: share(apis),
      mongo: share([mongo]),
      redis: share([redis]),
      scrape: share(scrapers),
      transform: share(transformers),
    },
  }
}

function nth(all: readonly Process[], at: number): Process {
  const found = all[at % all.length]
  if (found === undefined) throw new Error('a cluster needs one of each')
  return found
}
