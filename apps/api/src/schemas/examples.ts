/** What the OpenAPI document shows; the contract test holds each to its schema. */

const job_id = 'job-019b8f2e-6c00-7d3a-9f41-2b7c5a1e8d90'
const second_id = 'job-019b8f2e-6c00-7d3a-9f41-2b7c5a1e8d91'
const batch_id = 'wetland-conf'
const folder = 'Wetland%20Conf%202026/en/wetlands'
const filesOf = (path: string): string => `/api/event-job/files/${job_id}/1/${folder}/${path}`

export const parameters = {
  event: 'Wetland Conf 2026',
  session: 'Reed beds and patience',
  url: 'https://example.org/talks/reed-beds',
  filename: 'reed-beds.md',
  track: 'wetlands',
  day: '2026-05-02',
  starttime: '10:00',
  endtime: '10:50',
  speakers: ['Ann Moor'],
  target_language: 'en',
}

export const webhook = {
  url: 'https://example.org/hooks/talks',
  include_markdown: false,
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
}

const metadata = { customer: 'wetland-trust', order: '4711' }

export const jobCreate = { parameters, external_id: 'talk-42', metadata, priority: 5, webhook }

export const batchCreate = {
  batch_id,
  batch_name: 'Wetland Conf 2026',
  jobs: [
    { parameters },
    {
      parameters: {
        ...parameters,
        session: 'Sluices',
        filename: 'sluices.md',
        url: 'https://example.org/talks/sluices',
      },
    },
  ],
  webhook: { url: 'https://example.org/hooks/talks' },
  metadata,
}

export const dayRecording = {
  url: 'https://example.org/recordings/old-mill-saturday.mp4',
  room: 'Old Mill',
  day: '2026-05-02',
  starts_at: '09:55',
}
export const refresh = { every: 3600, until: '2026-05-10T00:00:00Z' }

export const scheduleImport = {
  schedule: 'title,track,url\nReed beds and patience,wetlands,https://example.org/talks/reed-beds\n',
  defaults: { event: 'Wetland Conf 2026', target_language: 'en' },
}

export const scheduleImportByUrl = {
  schedule_url: 'https://example.org/2026/schedule.xml',
  filter: { track: 'wetlands' },
  recordings: [dayRecording],
  batch_name: 'Wetland Conf 2026',
  refresh,
  dry_run: true,
}

export const importSummary = {
  format: 'schedule-xml',
  title: 'Wetland Conf 2026',
  url: 'https://example.org/2026/',
  time_zone: 'Europe/Amsterdam',
  ...{ events: 9, kept: 2, filtered: 5, off: 1, left_out: 1 },
  ...{ with_recording: 2, with_slides: 1, with_captions: 0 },
  problems: [
    { code: 'no_title', message: 'The event has no title.', line: 214, event: '17', left_out: true },
  ],
  problem_count: 1,
  tracks: ['wetlands', 'policy'],
  days: ['2026-05-02', '2026-05-03'],
  rooms: ['Old Mill'],
  languages: ['en'],
}

export const importChanges = {
  ...{ added: 0, changed: 0, moved: 1, cancelled: 0, removed: 0, returned: 0, refused: 0 },
  ...{ unchanged: 1, dropped: 0 },
  sessions: [
    {
      change: 'moved',
      job_id,
      external_id: 'talk-42',
      session: 'Reed beds and patience',
      line: 31,
      fields: ['starttime', 'endtime'],
      kept: [],
      moved_from: { day: '2026-05-02', starttime: '10:00', endtime: '10:30', room: 'Old Mill' },
      moved_to: { day: '2026-05-02', starttime: '11:00', endtime: '11:30', room: 'Old Mill' },
      steps: ['transform', 'archive'],
      message: null,
    },
  ],
}

const access_control = {
  visibility: 'private',
  read_access: ['ann'],
  write_access: ['ann'],
  admin_access: ['ann'],
}
const storedWebhook = {
  url: webhook.url,
  include_markdown: false,
  include_metadata: true,
  events: null,
  payload: 'full',
  signed: true,
}
const run = {
  number: 1,
  from_step: null,
  started_at: '2026-05-02T18:00:00.120Z',
  ended_at: '2026-05-02T18:00:07.480Z',
}
const stepOf = (id: string, queue: string, optional: boolean, needs: readonly string[] = []) => ({
  id,
  name: id,
  queue,
  optional,
  needs,
  status: 'completed',
  attempt: 1,
  percent: 100,
  started_at: '2026-05-02T18:00:00.120Z',
  completed_at: '2026-05-02T18:00:02.350Z',
  duration_ms: 2230,
  cached: false,
})
const fields = {
  job_id,
  revision: 14,
  last_event_id: '6',
  job_type: 'session',
  job_name: 'Wetland Conf 2026 - wetlands - Reed beds and patience',
  status: 'completed',
  created_at: '2026-05-02T18:00:00.000Z',
  updated_at: '2026-05-02T18:00:07.480Z',
  started_at: run.started_at,
  completed_at: run.ended_at,
  results_expired_at: null,
  parameters: { ...parameters, source_language: 'en', template: 'Session', create_archive: true },
  correction: null,
  progress: { step: null, percent: 100 },
  steps: [
    stepOf('scrape', 'scrape', true),
    {
      ...stepOf('video', 'video', true, ['scrape']),
      status: 'skipped',
      attempt: 0,
      percent: 0,
      started_at: null,
      duration_ms: null,
      reason: 'no_video',
    },
    stepOf('transform', 'transform', false, ['scrape', 'video']),
    stepOf('archive', 'transform', false, ['transform']),
  ],
  error: null,
  warnings: [{ step: 'pdf-1', code: 'source_not_found', message: 'The source does not exist' }],
  batch_id: null,
  user_id: 'ann',
  access_control,
  archived: false,
  use_cache: true,
  priority: 5,
  external_id: 'talk-42',
  metadata,
  trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
  not_before: null,
  run,
  webhook: storedWebhook,
  schedule: null,
}

export const job = {
  ...fields,
  results: {
    run: 1,
    markdown_file: 'Wetland Conf 2026/en/wetlands/reed-beds.md',
    markdown_url: filesOf('reed-beds.md'),
    markdown_content: '---\ntitle: "Reed beds and patience"\n---\n\n# Reed beds and patience\n',
    assets: [
      {
        path: 'Wetland Conf 2026/en/wetlands/assets/reed-beds/page-1.webp',
        url: filesOf('assets/reed-beds/page-1.webp'),
        bytes: 48213,
        sha256: 'b4a1d1ac7a1c0e7ee7a5f3a2a8b2dcb0d8f7b2c0f2c9d7f2a9a4b8c1d3e5f607',
        media_type: 'image/webp',
      },
    ],
    structured_data: {
      front_matter: { title: 'Reed beds and patience', tags: ['reed', 'water'] },
      facts: {
        session: { value: 'Reed beds and patience', source: 'parameter' },
        room: { value: 'Barn', source: 'label' },
        speakers: { value: ['Ann Moor'], source: 'json-ld' },
      },
    },
    web_text: 'Reed beds clean water slowly.',
    video_transcript: null,
    video_transcript_url: null,
    transcript: {
      engine: 'captions',
      source: {
        kind: 'page',
        url: 'https://talks.example.org/reed-beds.vtt',
        language: 'en',
        label: 'Subtitles (VTT)',
        generated: false,
        coverage: 0.93,
        reason: 'best_captions',
        passed_over: [],
      },
      language: 'en',
      segments: [{ start: 1, end: 4, text: 'A reed bed takes ten years to grow.', speaker: 'Ann Moor' }],
      mended: { count: 0, places: [] },
      segments_url: filesOf('assets/reed-beds/transcript.json'),
      vtt_url: filesOf('assets/reed-beds/transcript.vtt'),
      srt_url: filesOf('assets/reed-beds/transcript.srt'),
      text_url: filesOf('assets/reed-beds/transcript.txt'),
    },
    attachments_text: null,
    attachments_text_url: null,
    page_texts: [],
    attachments_url: [],
    attachments: [],
    target_dir: 'Wetland Conf 2026/en/wetlands',
    asset_dir: 'Wetland Conf 2026/en/wetlands/assets/reed-beds',
    archive_filename: 'reed-beds.zip',
    archive_url: `/api/event-job/jobs/${job_id}/download-archive`,
    archive_bytes: 51200,
    archive_sha256: '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
    language: 'en',
    template: 'Session_en',
    engine: 'extractive',
    usage: null,
  },
}

export const jobListItem = {
  ...fields,
  results_summary: { run: 1, markdown_url: job.results.markdown_url, archive_url: job.results.archive_url },
}

/** As it is answered when it was made. */
export const newJob = {
  ...fields,
  revision: 1,
  last_event_id: '1',
  status: 'pending',
  updated_at: fields.created_at,
  started_at: null,
  completed_at: null,
  progress: { step: null, percent: 0 },
  steps: [
    {
      ...stepOf('scrape', 'scrape', true),
      status: 'ready',
      attempt: 0,
      percent: 0,
      started_at: null,
      completed_at: null,
      duration_ms: null,
    },
  ],
  warnings: [],
  run: { ...run, started_at: null, ended_at: null },
  results: null,
}

export const batch = {
  batch_id,
  revision: 9,
  last_event_id: '8',
  batch_name: 'Wetland Conf 2026',
  status: 'processing',
  created_at: '2026-05-02T18:00:00.000Z',
  updated_at: '2026-05-02T18:00:00.000Z',
  completed_at: null,
  total_jobs: 2,
  pending_jobs: 0,
  processing_jobs: 1,
  completed_jobs: 1,
  failed_jobs: 0,
  cancelled_jobs: 0,
  isActive: true,
  archived: false,
  user_id: 'ann',
  access_control,
  metadata,
  trace_id: null,
  webhook: { ...storedWebhook, signed: false },
  progress: { percent: 50 },
  schedule: null,
}

export const job_ids = [job_id, second_id]

export const logLine = {
  at: '2026-05-02T18:00:02.200Z',
  level: 'info',
  step: 'scrape',
  message: 'read the page',
  data: { bytes: 18233 },
}

const attempt = {
  at: '2026-05-02T18:00:08.000Z',
  status: 204,
  duration_ms: 83,
  answer: '',
  error: null,
  signed: true,
}
export const delivery = {
  delivery_id: 'msg_5b0d4cf2a9c84e0f93c1be6a7d24e801',
  job_id,
  batch_id: null,
  type: 'job.completed',
  run: 1,
  seq: 12,
  timestamp: '2026-05-02T18:00:07.480Z',
  state: 'delivered',
  attempts: 1,
  next_at: null,
  created_at: '2026-05-02T18:00:07.500Z',
  ended_at: '2026-05-02T18:00:08.083Z',
  log: [attempt],
}
export const waitingDelivery = {
  ...delivery,
  state: 'pending',
  attempts: 0,
  next_at: delivery.ended_at,
  ended_at: null,
}
export const webhookTested = {
  status: 'success',
  delivered: true,
  webhook_id: 'test-7f2d1a52-3a64-4f06-9b39-2f0b8d1c3e77',
  result: attempt,
  message: 'The receiver took it.',
}

export const upload = {
  status: 'success',
  upload_id: 'upload-019b8f2e-6c00-7d3a-9f41-2b7c5a1e8d92',
  bytes: 48_213,
  sha256: '3d0c7e8b1f6a4c92ae57b0d1f8e36c2a90b4d7e5f1a2c3b4d5e6f708192a3b4c',
  media_type: 'application/pdf',
}

export const storedUpload = {
  upload_id: upload.upload_id,
  filename: 'reed-beds.pdf',
  media_type: upload.media_type,
  bytes: upload.bytes,
  sha256: upload.sha256,
  user_id: 'ann',
  created_at: '2026-05-02T18:00:00.000Z',
  expires_at: '2026-05-03T18:00:00.000Z',
}

export const key = {
  key_id: '3f9a1c0de4b87265',
  name: 'build server',
  user_id: 'ann',
  scopes: ['read', 'write'],
  created_at: '2026-05-02T18:00:00.000Z',
  used_at: '2026-05-03T08:59:10.000Z',
  revoked_at: null,
}

export const ids = { job_id, batch_id }

export const segments = [
  { start: 0, end: 3.2, text: 'Good morning.', speaker: 'Ann Moor' },
  {
    start: 3.2,
    end: 5,
    text: 'Reed beds',
    speaker: 'Ann Moor',
    words: [
      [3.2, 3.6, 'Reed'],
      [3.6, 5, 'beds'],
    ],
  },
]
