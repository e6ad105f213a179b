/** What every program of this folder does with a generated client, in this order; the runner reads the lines. */
export const { ASYNC_EVENTS_URL: baseUrl = '', TALK_URL: page = '' } = process.env

export const userId = 'ann'
export const pdf = '%PDF-1.4\n%%EOF\n'
export const noJob = 'job-none'

export const did = (
  step: 'create' | 'batch' | 'wait' | 'list' | 'error' | 'upload' | 'download' | 'events',
): void => console.log(`did ${step}`)

export const talk = (number: number, url = page) => ({
  parameters: {
    event: 'Wetland Conf',
    track: 'Birds',
    session: `Talk ${number}`,
    filename: `talk-${number}`,
    url,
  },
})

interface Results {
  run: number
  markdown_file?: string | null
}

/** The path of the document, of which a client encodes the slashes. */
export const fileOf = (jobId: string, results: Results | null | undefined): string =>
  `${jobId}/${results?.run}/${results?.markdown_file}`
