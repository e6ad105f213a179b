import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { StepArtifacts } from '@async-events/core'
import type { PdfPage, PictureFile } from '@async-events/media'
import type { Page } from './contract.ts'

/** A stored page, and what is left to do for it. */
export interface StoredPage {
  page: Page
  /** Picture for OCR, in the folder given; null when the page needs none. */
  scan: string | null
  textless: boolean
  readable: boolean
  cut: boolean
}

/** Moves a page's pictures into the store and deletes the files. */
export async function storePage(
  artifacts: StepArtifacts,
  read: PdfPage,
  scanFolder: string,
): Promise<StoredPage> {
  const { number, text, blocks, title, links, fingerprint, textless, readable, cut } = read
  const [picture, thumbnail] = await Promise.all([
    storePicture(artifacts, read.picture),
    storePicture(artifacts, read.thumbnail),
  ])
  const page = {
    number,
    text,
    blocks,
    title,
    ocr: false,
    links,
    picture,
    thumbnail,
    fingerprint,
  }
  const scan = read.scan && join(scanFolder, `${number}.jpg`)
  if (read.scan && scan) await rename(read.scan.file, scan)
  return { page, scan, textless, readable, cut }
}

async function storePicture(artifacts: StepArtifacts, picture: PictureFile | null): Promise<Page['picture']> {
  if (picture === null) return null
  const { file, width, height } = picture
  const ref = await artifacts.put({ file }, 'image/jpeg')
  await rm(file)
  return { ...ref, width, height }
}
