import { type ErrorCode, errorTable } from './errors.ts'

/**
 * Every warning that a step may leave on its job, besides the errors of optional steps. A code is stable: clients and stored
 * jobs rely on it.
 */
export const warningTable = {
  // The page of a talk
  page_cut: 'The page was read in part',
  little_text: 'The page gave little text',
  part_not_found: 'The page has no such part',
  refresh_not_followed: 'The page leads to another one that was not read',

  // Recording and captions
  no_pictures: 'The recording gave no pictures',
  no_subtitles: 'Subtitles of the recording could not be read',
  subtitles_not_read: 'Subtitles of the recording are of a form that is not read',
  captions_not_read: 'Captions that the job names could not be read',
  captions_not_taken: 'Captions that the job names were not taken',
  captions_incomplete: 'The captions hold only a part of the talk',
  captions_longer: 'The captions go on after the recording',
  captions_other_language: 'The captions are in another language',
  frame_rate_assumed: 'Times of captions were counted in frames of an assumed rate',
  no_transcriber: 'There is no speech recognition',
  better_engine_available: 'A better speech recognition could be used',
  language_not_supported: 'Speech in this language is not recognised',
  language_differs: 'Another language was heard',
  no_speech: 'No speech was heard',
  speakers_not_named: 'Speakers were not told apart',

  // Slides
  page_unreadable: 'A page was not read in full',
  text_cut: 'The text of a page was cut',
  ocr_not_available: 'Text in pictures cannot be read here',
  ocr_language_missing: 'Text in pictures was read in another language',
  ocr_failed: 'Text in a picture could not be read',
  ocr_cut: 'Text in pictures was read on some pages only',
  links_left_out: 'Linked files of a presentation are missing',
  slides_cut: 'Not all slides were looked at',
  slides_repeated: 'Two files have the same slides',
  slides_without_times: 'It is not certain when the slides are shown',

  // The document
  source_cut: 'A source was left out of the document',
  recording_mismatch: 'The recording may be of another talk',
  range_outside_recording: 'The recording ends before the talk',
  boundaries_uncertain: 'It is not certain where the talk begins or ends in the recording',
  range_without_end: 'The end of the talk in the recording is not known',
  text_model_away: 'The text model was away',
  model_text_unusable: 'Text of the model was replaced',
  model_notes_lost: 'The text model lost notes',
  unsupported_sentences: 'Sentences without support',
  glossary_not_followed: 'The glossary was not followed',
  translation_incomplete: 'Pieces of text are not translated',
  not_translated: 'Nothing is translated',
  talks_left_out: 'Talks were left out of the summary',
} as const satisfies Record<string, string>

export type WarningCode = keyof typeof warningTable | ErrorCode

const codes: ReadonlySet<string> = new Set([...Object.keys(warningTable), ...Object.keys(errorTable)])

/** What a step tells of, although it has a result. */
export interface StepWarning {
  code: WarningCode
  message: string
}

/** Of what was stored, maybe by another version. */
export const isStepWarning = (stored: { code: string; message: string }): stored is StepWarning =>
  codes.has(stored.code)
