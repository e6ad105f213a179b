/** Engine name of the audio step for captions that came with the recording. */
export const captionsEngine = 'captions'
/** In place of an engine for a transcript that was corrected by hand. */
export const correctedEngine = 'corrected'
