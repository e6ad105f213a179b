import type { warningTable } from '@async-events/core'
import type { ErrorGuide } from './error-guide.ts'

/** What each warning means and what to do about it, next to the errors on the same page. */
export const warningGuide: Readonly<Record<keyof typeof warningTable, ErrorGuide>> = {
  page_cut: {
    cause: 'The page is larger than the service reads; only its beginning was read.',
    remedy: 'If the talk is missing, give the address of a page of the talk alone.',
  },
  little_text: {
    cause: 'Far less text was kept than the page shows, or a script fills the page in.',
    remedy:
      'Compare the document with the page. Give another page of the talk, or title, speakers and text as parameters.',
  },
  part_not_found: {
    cause: 'The URL names a part of the page, which is not there; the whole page was read.',
    remedy: 'Correct the part behind `#` in the URL, or give the page of the talk alone.',
  },
  refresh_not_followed: {
    cause: 'The page refers to another one that could not be read; its own text was taken.',
    remedy: 'Give the address of the page to which it refers.',
  },

  no_pictures: {
    cause: 'No pictures could be taken from the recording.',
    remedy: 'Play the recording. Slides that are attached are shown all the same.',
  },
  no_subtitles: {
    cause: 'The subtitles inside the recording could not be taken out.',
    remedy: 'Give captions as a file of their own in `captions_url`.',
  },
  subtitles_not_read: {
    cause: 'The subtitles inside the recording are pictures, or in a format that is not read.',
    remedy: 'Give captions as WebVTT or SubRip in `captions_url`.',
  },
  captions_not_read: {
    cause: 'Captions that the job names could not be fetched or read; the next source was taken.',
    remedy: 'Open the address in `captions_url`, correct it, and restart the job from `audio`.',
  },
  captions_not_taken: {
    cause: 'Captions that the job names hold little of the talk, or go on after its end.',
    remedy: 'Check that they belong to this recording, and the times of the talk in it.',
  },
  captions_incomplete: {
    cause: 'The captions hold only a part of what is said, and nothing better was found.',
    remedy: 'Give complete captions in `captions_url`, or correct the transcript.',
  },
  captions_longer: {
    cause: 'The captions go on after the end of the recording, so they may belong to another cut.',
    remedy: 'Compare their times with the recording; give the captions of this cut.',
  },
  captions_other_language: {
    cause: 'The captions are in another language than the job says the talk is in.',
    remedy: 'Correct `source_language`, or give captions in the language of the talk.',
  },
  frame_rate_assumed: {
    cause: 'The captions count frames and do not say how many there are in a second.',
    remedy: 'If their times drift, put a first line `{1}{1}25` with the right number in front.',
  },
  no_transcriber: {
    cause: 'The recording has no captions, and no engine for speech is set up.',
    remedy:
      'Give captions in `captions_url` or `video_transcript`, or let the operator set an engine for speech.',
  },
  better_engine_available: {
    cause: 'What is said was heard by an engine that makes many mistakes, and a better one can be had.',
    remedy: 'The operator sets the engine that the message names; then restart the job from `audio`.',
  },
  language_not_supported: {
    cause: 'The engine for speech does not hear the language of the talk.',
    remedy: 'Give captions, or let the operator set an engine that knows the language.',
  },
  language_differs: {
    cause: 'Another language was heard than the job says the talk is in.',
    remedy: 'Correct `source_language` and restart the job from `audio`.',
  },
  no_speech: {
    cause: 'Nothing was heard in the recording that is speech.',
    remedy: 'Play the recording; check that it is of the talk and that its sound can be heard.',
  },
  speakers_not_named: {
    cause: 'The transcript says where the speaker changes, and not who speaks.',
    remedy: 'Nothing is lost. Correct the transcript where it matters who speaks.',
  },

  page_unreadable: {
    cause: 'Not everything on a page of the slides could be read or drawn.',
    remedy: 'Look at that page; save the slides as PDF anew and restart the job with them.',
  },
  text_cut: {
    cause: 'The text of a page is very long; only its beginning was kept.',
    remedy: 'The file is linked whole under the attachments.',
  },
  ocr_not_available: {
    cause: 'Pages hold pictures only, and the worker has no program that reads text in pictures.',
    remedy: 'The operator installs `tesseract-ocr`; or give slides with text.',
  },
  ocr_language_missing: {
    cause: 'Text in pictures was read as if it were English: the language pack is missing.',
    remedy: 'The operator installs the pack that the message names; then restart the job from `pdf`.',
  },
  ocr_failed: {
    cause: 'The text in the pictures of a page could not be read.',
    remedy: 'Look at that page; give slides with text instead of pictures.',
  },
  ocr_cut: {
    cause: 'There are more pages of pictures than are read.',
    remedy: 'Give slides with text, or split the file; `docs/limits.md` has the figure.',
  },
  links_left_out: {
    cause: 'The presentation links to files that are not in it; they were not fetched.',
    remedy: 'Embed the pictures and videos in the presentation, or save it as PDF.',
  },
  slides_cut: {
    cause: 'There are more pages, pictures or slides than are looked at.',
    remedy: 'Split the file, or give the slides of the talk alone; the message has the numbers.',
  },
  slides_repeated: {
    cause: 'Two files have the same slides; one is shown, both are linked under the attachments.',
    remedy: 'Nothing is lost. Name one of the files in `attachments_url` to choose which.',
  },
  slides_without_times: {
    cause: 'Slides were read and the recording has pictures, but it is not certain when each is shown.',
    remedy: 'Check that slides and recording are of the same talk; the message says what to look at.',
  },

  source_cut: {
    cause: 'A source is too large for the document, or for the text model; a part was left out.',
    remedy: 'Give a shorter page or transcript, or a model that takes more text.',
  },
  recording_mismatch: {
    cause: 'What is said in the recording has little to do with page and slides.',
    remedy: 'Check `video_url` and the times of the talk in it, correct them and restart the job.',
  },
  range_outside_recording: {
    cause: 'The recording ends before the talk does, by the times that were given.',
    remedy: 'Correct `video_start` and `video_end`, or the times in the URL.',
  },
  boundaries_uncertain: {
    cause:
      'The schedule says about where the talk is in the recording, and neither pauses nor applause nor pictures say clearly where it begins and ends. More than the talk is kept.',
    remedy: 'State `video_start` and `video_end` and restart the job; check `video_url` and the schedule.',
  },
  range_without_end: {
    cause: 'The URL says where the talk begins in the recording, and not where it ends.',
    remedy: 'Give `video_end` if other talks follow in the recording.',
  },
  text_model_away: {
    cause:
      'The text model was away for longer than the service waits; the offline engine wrote the document.',
    remedy: 'Restart the job from `transform` when the text model answers again.',
  },
  model_text_unusable: {
    cause: 'What the text model wrote for a field could not be used; sentences of the source stand there.',
    remedy: 'Read the field. Restart the job from `transform`, or use a larger model.',
  },
  model_notes_lost: {
    cause: 'The source was read in parts, and notes on some of them could not be used.',
    remedy: 'Restart the job from `transform`; a larger model follows its instructions better.',
  },
  unsupported_sentences: {
    cause: 'The text model wrote sentences that nothing in the sources supports.',
    remedy: 'They are left out, or stand without time and slide: check those that stand.',
  },
  glossary_not_followed: {
    cause: 'The text model wrote names or terms otherwise than the glossary does.',
    remedy: 'Read the field that the message names; restart the job from `transform`.',
  },
  translation_incomplete: {
    cause: 'Pieces of text stay in their own language, as their translations could not be used.',
    remedy: 'Restart the job from `transform`, or use a model that knows the language better.',
  },
  not_translated: {
    cause: 'The engine that wrote the document cannot translate.',
    remedy: 'The operator sets a text model; then restart the job from `transform`.',
  },
  talks_left_out: {
    cause: 'Jobs without a document, or more than are summarised, are left out of the summary.',
    remedy: 'Finish or restart those jobs, and then the summary; or summarise fewer talks at once.',
  },
}
