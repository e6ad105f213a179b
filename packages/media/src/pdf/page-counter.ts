const words =
  'slides?|page|pg|p|s|no|nr|seite|folie|blatt|diapo|diapos|diapositive|diapositiva|feuille|página|pagina|lámina|lamina|dia|slajd|strona|slayt|слайд|страница|スライド|ページ|第|幻灯片'
const between = '\\/|\\||of|von|de|di|sur|del|van|из|–|-'
const counter = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:(?:${words})\\.?\\s*)?\\d{1,4}(?:\\s*(?:${between})\\s*\\d{1,4})?\\s*(?:页|頁|ページ)?[^\\p{L}\\p{N}]*$`,
  'iu',
)

/** Whether a line only counts pages: `12`, `3/24`, `Slide 3`, `Folie 12`, `Page 2 of 9`. */
export const isPageCounter = (line: string): boolean => line.length <= 40 && counter.test(line)
