import type { ErrorCode } from '@async-events/core'

export interface ErrorGuide {
  /** When it happens. */
  cause: string
  /** What the caller or the operator can do. */
  remedy: string
}

/** What each error means and what to do about it: `docs/errors.md`, and the page that `doc_url` leads to. */
export const errorGuide: Readonly<Record<ErrorCode, ErrorGuide>> = {
  validation_error: {
    cause:
      'The body, a query parameter, a header or a path has a value that the route does not take. `details` lists every problem with its path, a code and what the value must be.',
    remedy:
      'Change what `details` names. Unknown keys and query parameters are problems, too: check their spelling.',
  },
  unauthorized: {
    cause:
      'The service runs with `API_AUTH=api-key`, and the request has no key, or one that is wrong or revoked.',
    remedy: 'Send `Authorization: Bearer <api key>`. Keys are made with `npm run keys`.',
  },
  permission_denied: {
    cause:
      'The caller is known and lacks the right: the object is of somebody else, the API key lacks the scope, the `user_id` of the body is another, or a page of another origin tries to change something.',
    remedy:
      'Ask the owner for `read_access` or `write_access`, use a key with the scope, or let the operator state the origin in `API_CORS_ORIGINS`.',
  },
  not_found: {
    cause:
      'There is no such path, or no job, batch, file, template, upload or delivery with this id, or not any more.',
    remedy:
      'Check the id and the base path `/api/event-job`. With API keys, objects of others are not found either.',
  },
  search_off: {
    cause: 'The service runs without an index of its documents.',
    remedy:
      'The operator states one in `SEARCH_URL`, the same for the API and the keepers: `docs/search.md`. `npm start` has one by itself.',
  },
  method_not_allowed: {
    cause: 'The path exists and takes other methods.',
    remedy: 'Use one of those in the header `Allow`.',
  },
  request_timeout: {
    cause: 'The request did not arrive within its time: a slow or broken connection.',
    remedy: 'Send it again, with an `Idempotency-Key` if it makes something.',
  },
  conflict: {
    cause:
      'The object is in a state that does not allow this: a job that runs cannot be restarted, an id is taken, an upload is in use.',
    remedy: 'The message names the state. Wait for it to change (`?wait=`), cancel first, or use another id.',
  },
  idempotency_conflict: {
    cause: 'A request with this `Idempotency-Key` is still running.',
    remedy:
      'Wait as long as `Retry-After` says and send the same request again: it gets the answer of the first one.',
  },
  archive_not_ready: {
    cause: 'The job has no archive: it has not completed, or was made with `create_archive: false`.',
    remedy:
      'Wait for the job with `GET /jobs/{job_id}?wait=60`; restart it with `create_archive: true` if it was false.',
  },
  precondition_failed: {
    cause: 'The transcript was changed since you read it: it is not the one of `If-Match`.',
    remedy: 'Get it again, repeat your changes and send the new `ETag`.',
  },
  results_expired: {
    cause: 'The results were removed because their time was over (`RETENTION_RESULTS`).',
    remedy: 'Restart the job; all its steps run again.',
  },
  too_large: {
    cause: 'The body, file or number of jobs is above the limit of the route, or an answer would be.',
    remedy:
      'Send less at once; `docs/limits.md` has the figures. Download large archives instead of asking for them as JSON.',
  },
  unsupported_media_type: {
    cause: 'The `Content-Type` is not one that the route takes.',
    remedy: 'Send `application/json`; uploads take `multipart/form-data`, templates `text/markdown`.',
  },
  range_not_satisfiable: {
    cause: 'The header `Range` begins behind the end of the file.',
    remedy: '`Content-Range` has the size. A download that is complete needs no further range.',
  },
  misdirected_request: {
    cause:
      'The request names a host (`Host`) under which this service is not known; this protects against DNS rebinding.',
    remedy: 'Use the address or `localhost`, or let the operator add the name to `API_ALLOWED_HOSTS`.',
  },
  idempotency_mismatch: {
    cause: 'The `Idempotency-Key` was used before for a request with another body.',
    remedy: 'Use a new key for each new request, and the same key and body to repeat one.',
  },
  schedule_unreadable: {
    cause:
      'The schedule could not be fetched from `schedule_url`, or is in none of the formats that are read, is larger than 16 MiB, or has a document type, which is refused. `details` has a code: the error of the fetch, or `unknown_format`, `unreadable`, `too_large`, `timeout`.',
    remedy:
      'Open the address yourself; it must be public, or listed in `FETCH_ALLOW`. Name the `format` (`docs/schedules.md`), or send the file as `schedule` or as an upload.',
  },
  transcript_unreadable: {
    cause: 'What was sent as a transcript is no WebVTT, SubRip or JSON with text and times.',
    remedy: 'The message says what is wrong. Start from what `GET /jobs/{job_id}/transcript` gives.',
  },
  rate_limited: {
    cause: 'The caller sends more requests, or holds more of them open, than it may.',
    remedy:
      'Wait as long as `Retry-After` says; `RateLimit-*` show what is left. Wait with `?wait=` or events instead of asking often.',
  },
  headers_too_large: {
    cause: 'The headers of the request are larger than 16 kB.',
    remedy: 'Send fewer or shorter headers; look for cookies that grow.',
  },
  internal: {
    cause: 'The service failed in a way that it does not know.',
    remedy:
      'Send it again, with an `Idempotency-Key` if it makes something. If it stays, give the operator the `request_id`: the log has the cause under it.',
  },
  unavailable: {
    cause: 'MongoDB, the artifact store or another part that the request needs cannot be reached.',
    remedy: 'Send it again after `Retry-After`; `GET /readyz` says which part is away.',
  },

  forced_failure: {
    cause: 'Somebody ended all unfinished jobs with `POST /batches/fail-all`.',
    remedy: 'Restart the job or its batch.',
  },
  no_content: {
    cause: 'Page, recording and attachments gave nothing to write about.',
    remedy:
      'Look at the warnings and logs of the job for each source, correct the URLs, or give `video_transcript`.',
  },

  url_not_allowed: {
    cause:
      'The URL has another scheme than http or https, holds credentials, or leads to a private address or a local name.',
    remedy: 'Use a public http(s) URL. The operator can allow private destinations in `FETCH_ALLOW`.',
  },
  destination_not_allowed: {
    cause: 'The host name or a redirect leads to an address that is not public.',
    remedy: 'Use a public address, or let the operator allow the destination in `FETCH_ALLOW`.',
  },
  too_many_redirects: {
    cause: 'The source redirects from one address to the next without an end.',
    remedy: 'Open the URL in a browser and use the address where it ends.',
  },
  host_not_found: {
    cause: 'The host name of the URL does not exist.',
    remedy: 'Check the spelling of the host name.',
  },
  dns_error: {
    cause: 'The name server did not answer.',
    remedy: 'It is tried again by itself. If it stays, check the name servers of the workers.',
  },
  timeout: {
    cause: 'The source accepted the connection and did not answer in time.',
    remedy: 'It is tried again by itself; restart the job when the source is well again.',
  },
  bad_response: {
    cause: 'The source broke off, or sent something that is no HTTP answer.',
    remedy: 'It is tried again by itself; check the URL with another program.',
  },
  source_not_found: {
    cause: 'The source answered that there is nothing at this URL (404 or 410).',
    remedy: 'Correct the URL and restart the job with the new `parameters`.',
  },
  host_busy: {
    cause: 'Too many requests go to this host at the moment; the step waits for its turn.',
    remedy: 'Nothing: the step goes on by itself.',
  },
  source_unavailable: {
    cause: 'The source answered with an error of its own, asks for a login, or cannot be reached.',
    remedy: 'It is tried again by itself. A source behind a login has to be uploaded instead.',
  },
  robots_disallowed: {
    cause: 'The `robots.txt` of the host forbids programs to fetch this URL.',
    remedy: 'Ask the owner of the site, or download the file yourself and upload it.',
  },
  source_too_large: {
    cause: 'The source is larger than the service fetches.',
    remedy: 'Use a smaller file; `docs/limits.md` has the figures.',
  },
  tls_error: {
    cause: 'The certificate of the source is invalid: expired, of another host, or of an unknown authority.',
    remedy: 'The owner of the source has to renew it; upload the file meanwhile.',
  },
  unsupported_source: {
    cause: 'The URL leads to a type of file that the step does not read.',
    remedy: 'Give a page, recording, PDF or presentation as the parameter says.',
  },

  invalid_media: {
    cause: 'The recording is damaged, or no audio or video at all.',
    remedy: 'Play the file; convert it with ffmpeg and upload the result.',
  },
  no_audio_stream: {
    cause: 'The recording has pictures and no sound, so that nothing can be transcribed.',
    remedy: 'Use a recording with sound, or give `video_transcript`.',
  },
  invalid_pdf: { cause: 'The file is damaged, or no PDF.', remedy: 'Open it, save it anew and upload it.' },
  pdf_encrypted: {
    cause: 'The PDF opens with a password only.',
    remedy: 'Save it without a password and upload it.',
  },
  too_many_pages: {
    cause: 'The PDF has more pages than the service reads.',
    remedy: 'Split it; `docs/limits.md` has the figure.',
  },
  page_too_large: {
    cause: 'A page of the PDF is larger than can be drawn.',
    remedy: 'Save the PDF with pages of a usual size.',
  },
  unsupported_media: {
    cause: 'The attachment is of a type that the service does not read.',
    remedy: 'Convert it to PDF.',
  },
  resource_limit: {
    cause: 'Reading the file takes more time, memory or space than a step may use.',
    remedy: 'Use a simpler or smaller file; `docs/limits.md` has the figures.',
  },
  not_configured: {
    cause: 'The step needs something that this installation does not have, such as an engine for speech.',
    remedy: 'The operator sets what the message names; README.md lists the settings.',
  },
  tool_missing: {
    cause: 'A program that the step needs is not installed where the worker runs.',
    remedy: 'The operator installs what the message names (ffmpeg, tesseract, LibreOffice …).',
  },
  transcriber_unavailable: {
    cause: 'The speech engine cannot be reached, or is overloaded.',
    remedy: 'The step waits and goes on by itself; if it stays, check the address and the key of the engine.',
  },
  transcriber_refused: {
    cause: 'The speech engine refused the request: a wrong key, model or format.',
    remedy: 'The operator corrects the settings of the engine; then restart the job from `audio`.',
  },
  transcript_invalid: {
    cause: 'The speech engine sent something that is no transcript.',
    remedy: 'It is tried again by itself; check which engine answers at the address that is set.',
  },

  webhook_redirected: {
    cause: 'The receiver of the webhook answered with a redirect, which is not followed.',
    remedy: 'Use the address to which it redirects.',
  },
  webhook_refused: {
    cause: 'The receiver of the webhook answered with another status than 2xx.',
    remedy:
      'It is sent again by itself for about three days. The delivery log has the answer of the receiver.',
  },
  webhook_gone: {
    cause: 'The receiver answered 410: it wants no more webhooks.',
    remedy: 'Use another receiver; replay the delivery if this was a mistake.',
  },
  secret_unreadable: {
    cause: 'A stored secret was encrypted with a key that `SECRETS_KEY` no longer has.',
    remedy: 'The operator adds the old key behind the new one; or set the webhook again.',
  },

  invalid_template: {
    cause: 'The template does not exist, has errors, or is of the other kind (one talk, or a summary).',
    remedy:
      '`GET /templates` lists what can be used; `POST /templates/preview` shows every error with its line.',
  },
  model_output_invalid: {
    cause: 'The text model answered with something that is not what it was asked for, also when asked again.',
    remedy: 'Restart the job from `transform`; a larger model follows its instructions better.',
  },
  model_unavailable: {
    cause: 'The text model cannot be reached, or is overloaded.',
    remedy: 'The step waits and goes on by itself; if it stays, check the address and the key of the model.',
  },
  model_refused: {
    cause: 'The endpoint of the text model refused the request: a wrong key, model name or size.',
    remedy: 'The operator corrects the settings of the model; then restart the job from `transform`.',
  },
  storage_full: {
    cause: 'The disk or bucket of the artifacts has no space left.',
    remedy: 'The operator makes space or shortens `RETENTION_RESULTS`; the step is tried again by itself.',
  },
  artifact_missing: {
    cause: 'A stored file that an earlier step gave is gone.',
    remedy:
      'Restart the job without `from_step` and with `use_cache: false`. The operator checks the artifact store with `npm run verify`.',
  },
  result_too_large: {
    cause: 'A step found more than a job may hold.',
    remedy: 'Use a smaller source; `docs/limits.md` has the figures.',
  },
  result_invalid: {
    cause: 'A step gave something that its contract does not allow: an error of the service.',
    remedy: 'Report it with the id of the job and the version that `GET /version` shows.',
  },
  step_timeout: {
    cause: 'The step took longer than it may.',
    remedy: 'It is tried again by itself; use a shorter source if it stays.',
  },
  worker_crashed: {
    cause: 'The worker died each time that it ran this step, mostly for want of memory.',
    remedy: 'Look into its log; give it more memory, or use another source.',
  },
  unexpected: {
    cause: 'The step failed in a way that the service does not know.',
    remedy: 'It is tried again by itself. If it stays, the log of the worker has the cause.',
  },
}
