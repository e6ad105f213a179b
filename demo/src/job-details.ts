import type { EvidenceOf } from './check-evidence.ts'
import type { NamedFacts } from './check-facts.ts'

/** A job as the API's list shows it, as far as the demo looks at it. */
export interface JobItem {
  job_id: string
  status: string
  progress: { percent: number; step: string | null }
  parameters: { session: string }
  error: { code: string; message: string } | null
}

/** A job with its results, as far as the demo looks at it. */
export interface JobDetails extends JobItem {
  warnings: { step: string; code: string; message: string }[]
  results: {
    archive_url: string | null
    markdown_content: string | null
    structured_data: ({ facts?: NamedFacts } & EvidenceOf) | null
    page_texts: string[]
    attachments: { url: string; pages: number | null; ocr_pages: number | null }[]
    transcript: {
      engine: string
      language: string | null
      segments: { start: number; end: number; text: string }[] | null
      vtt_url: string
      srt_url: string
    } | null
  } | null
}
