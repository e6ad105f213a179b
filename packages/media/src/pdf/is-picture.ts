import type { DrawnPage, PageNeeds } from './pdf-messages.ts'

/** Share of a page with little text that the images of a picture of a page cover. */
const leastImages = 0.35

/** Whether a page with a little text, such as a title or a footer, is a picture of a page: OCR reads it. */
export const isPicture = (
  { little }: Pick<PageNeeds, 'little'>,
  { images }: Pick<DrawnPage, 'images'>,
): boolean => little && (images ?? 0) >= leastImages
