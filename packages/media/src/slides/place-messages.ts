/** The child's task; its only argument, as JSON. */
export interface PlaceRequest {
  /** Real path of a folder with `page-0.jpg`, `page-1.jpg` … and `frame-0.jpg` …; missing ones are left out. */
  folder: string
  /** Of each page the index of its slides' file. */
  pages: readonly number[]
  frames: number
}

/** The child's messages, a JSON line each: progress, then the answer. */
export type PlaceMessage = PlaceProgress | PlacedPages

export interface PlaceProgress {
  kind: 'progress'
  /** 0 to 1. */
  share: number
}

export interface PlacedPages {
  kind: 'placed'
  /** By picture; null where no page is shown, or where it is not certain which. */
  shown: (ShownPage | null)[]
  /** Pages that look the same as one of an earlier file: they are shown when that one is. */
  twins: { page: number; of: number }[]
  /** Pictures with something like a page, certain or not. */
  likely: number
}

export interface ShownPage {
  page: number
  /** Likeness, 0 to 1. */
  confidence: number
}
