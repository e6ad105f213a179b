import type { Region } from './slide-region.ts'

/** The child's task; its only argument, as JSON. */
export interface SceneRequest {
  /** Real path of a folder with `frame-0.jpg` …; `slide-0.jpg` … and `text-0.jpg` … are written there. */
  folder: string
  /** Of each picture the cells that move, as `packCells` writes them; null for one that shows no slide. */
  frames: readonly (string | null)[]
  /** Where the slides are. */
  region: Region
}

export interface GroupedScenes {
  kind: 'grouped'
  /** By picture: index of the slide; null for none. */
  shown: (number | null)[]
  /** Of each slide the picture that shows it best. */
  slides: { frame: number }[]
}
