/** A time of day: enough to tell that one is stated, not to read it. */
export const clockTime =
  /(?<![\d.:])(?:[01]?\d|2[0-3])\s?[:.h]\s?[0-5]\d(?![\d.:])|\b(?:1[0-2]|[1-9])\s?[ap]\.?m\b/i

/** A date, a weekday, or a month with a number. */
export const dayName =
  /\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)\b|\d{4}年|(?:^|[^\p{L}])(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)(?:$|[^\p{L}])|(?:^|[^\p{L}])\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?\p{L}{3,10}\.?\s+(?:de\s+)?\d{4}|(?:^|[^\p{L}])(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s+\d{1,2}(?!\d)/iu
