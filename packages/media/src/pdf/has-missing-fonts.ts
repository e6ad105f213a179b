import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.min.mjs'
import { linesOfBlocks, type PageBlock } from './page-block.ts'

/** Scripts whose letters PDFium draws although their fonts are not in the file. */
const otherScript =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u

/** Whether a page needs fonts of this machine, which pdf.js finds and PDFium does not. */
export async function hasMissingFonts(page: PDFPageProxy, blocks: readonly PageBlock[]): Promise<boolean> {
  if (!linesOfBlocks(blocks).some((line) => otherScript.test(line))) return false
  const { fnArray, argsArray } = await page.getOperatorList()
  const fonts = new Set(fnArray.flatMap((op, at) => (op === OPS.setFont ? [String(argsArray[at]?.[0])] : [])))
  return [...fonts].some(
    (font) => page.commonObjs.has(font) && page.commonObjs.get(font)?.missingFile === true,
  )
}
