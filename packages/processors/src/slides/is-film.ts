/** From this many different pictures on, the next limit counts. */
const many = 24
/** Different pictures a minute: no talk turns its slides that quickly for long; a film does. */
const mostPerMinute = 8

/** Whether a recording with so many different pictures is a moving scene and no talk with slides. */
export const isFilm = (pictures: number, seconds: number): boolean =>
  pictures >= many && pictures > (mostPerMinute * seconds) / 60
