/**
 * Larger pictures inside a page are not rendered: one of 40 million pixels takes up to 640 MB (measured with JPEG).
 * A sheet of A4 scanned at 600 dots per inch has 35 million.
 */
export const maxImagePixels = 40_000_000
