/** Sizes of Whisper. `turbo` is large with a decoder of four layers. */
export const modelKinds = ['tiny', 'base', 'small', 'medium', 'large', 'turbo'] as const
export type ModelKind = (typeof modelKinds)[number]

/** A file that whisper.cpp publishes. */
export interface PublishedModel {
  /** What people type. */
  name: string
  file: `ggml-${string}.bin`
  bytes: number
  sha256: string
  kind: ModelKind
  /** It knows no other language. */
  english: boolean
  /** What it is for, a few words. */
  suits: string
}

/** Licence of the weights and of the published files: https://github.com/openai/whisper/blob/main/LICENSE */
export const modelLicence = 'MIT'

/**
 * The commit of the files below. The branch may move on, and the hashes would then fail.
 */
export const publishedAt =
  'https://huggingface.co/ggerganov/whisper.cpp/resolve/5359861c739e955e79d9a303bcbc70fb988958b1'

/**
 * For each size the quantised file: about 40 % of the bytes, and less memory.
 *
 * Sources of the hashes: `gallery/index.yaml` of LocalAI (https://github.com/mudler/LocalAI, commit 82c191a) has all but
 * medium.en. Each is repeated, with the size in bytes, by the catalogues of several independent applications that
 * took them from the LFS entries of the commit above. For large and turbo the README of whisper.cpp's models gives a
 * SHA-1 too: large-v3-q5_0 e6e2ed78495d403bef4b7cff42ef4aaadcfea8de, large-v3-turbo-q5_0
 * e050f7970618a659205450ad97eb95a18d69c9ee.
 */
export const catalogue: readonly PublishedModel[] = [
  {
    name: 'tiny',
    file: 'ggml-tiny-q5_1.bin',
    bytes: 32_152_673,
    sha256: '818710568da3ca15689e31a743197b520007872ff9576237bda97bd1b469c3d7',
    kind: 'tiny',
    english: false,
    suits: 'weak machines; clear speech',
  },
  {
    name: 'tiny.en',
    file: 'ggml-tiny.en-q5_1.bin',
    bytes: 32_166_155,
    sha256: 'c77c5766f1cef09b6b7d47f21b546cbddd4157886b3b5d6d4f709e91e66c7c2b',
    kind: 'tiny',
    english: true,
    suits: 'weak machines; clear English',
  },
  {
    name: 'base',
    file: 'ggml-base-q5_1.bin',
    bytes: 59_707_625,
    sha256: '422f1ae452ade6f30a004d7e5c6a43195e4433bc370bf23fac9cc591f01a8898',
    kind: 'base',
    english: false,
    suits: 'any laptop: start here',
  },
  {
    name: 'base.en',
    file: 'ggml-base.en-q5_1.bin',
    bytes: 59_721_011,
    sha256: '4baf70dd0d7c4247ba2b81fafd9c01005ac77c2f9ef064e00dcf195d0e2fdd2f',
    kind: 'base',
    english: true,
    suits: 'any laptop; English only',
  },
  {
    name: 'small',
    file: 'ggml-small-q5_1.bin',
    bytes: 190_085_487,
    sha256: 'ae85e4a935d7a567bd102fe55afc16bb595bdb618e11b2fc7591bc08120411bb',
    kind: 'small',
    english: false,
    suits: 'four cores and more; accents, languages other than English',
  },
  {
    name: 'small.en',
    file: 'ggml-small.en-q5_1.bin',
    bytes: 190_098_681,
    sha256: 'bfdff4894dcb76bbf647d56263ea2a96645423f1669176f4844a1bf8e478ad30',
    kind: 'small',
    english: true,
    suits: 'four cores and more; English only',
  },
  {
    name: 'medium',
    file: 'ggml-medium-q5_0.bin',
    bytes: 539_212_467,
    sha256: '19fea4b380c3a618ec4723c3eef2eb785ffba0d0538cf43f8f235e7b3b34220f',
    kind: 'medium',
    english: false,
    suits: 'eight cores and more',
  },
  {
    name: 'medium.en',
    file: 'ggml-medium.en-q5_0.bin',
    bytes: 539_225_533,
    sha256: '76733e26ad8fe1c7a5bf7531a9d41917b2adc0f20f2e4f5531688a8c6cd88eb0',
    kind: 'medium',
    english: true,
    suits: 'eight cores and more; English only',
  },
  {
    name: 'turbo',
    file: 'ggml-large-v3-turbo-q5_0.bin',
    bytes: 574_041_195,
    sha256: '394221709cd5ad1f40c46e6031ca61bce88931e6e088c188294c6d5a55ffa7e2',
    kind: 'turbo',
    english: false,
    suits: 'eight cores and more; nearly as good as large',
  },
  {
    name: 'large',
    file: 'ggml-large-v3-q5_0.bin',
    bytes: 1_081_140_203,
    sha256: 'd75795ecff3f83b5faa89d1900604ad8c780abd5739fae406de19f23ecd98ad1',
    kind: 'large',
    english: false,
    suits: 'many cores and patience; the best',
  },
]

/** `base`, `base-q5_1`, `ggml-base-q5_1` and `ggml-base-q5_1.bin` are one model; null for an unknown name. */
export function findPublished(
  name: string,
  models: readonly PublishedModel[] = catalogue,
): PublishedModel | null {
  return models.find((model) => model.name === name || shortName(model.file) === shortName(name)) ?? null
}

/** The name of a model in results and messages: of `ggml-base-q5_1.bin` it is `base-q5_1`. */
export const shortName = (file: string): string => file.replace(/^ggml-/, '').replace(/\.bin$/, '')
