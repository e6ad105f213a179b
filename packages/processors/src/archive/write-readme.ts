import { primarySubtag } from '@async-events/core'
import { encodePath } from '../layout/encode-path.ts'
import { escapeMarkdown } from '../transform/markdown/escape-markdown.ts'

interface Contents {
  /** Path of the document. */
  document: string | null
  /** Folder of pictures and transcript files; null when there are none. */
  assets: string | null
}

/** `README.md`: describes the archive. */
export function writeReadme(
  session: { event: string; session: string; language: string },
  { document, assets }: Contents,
): string {
  const title = escapeMarkdown(session.session)
  const talk = document === null ? title : `[${title}](${encodePath(document)})`
  const [what, media, data] = wordingOf(session.language)(talk, escapeMarkdown(session.event))
  const folder = assets === null ? null : media.replace('{folder}', () => escapeMarkdown(assets))
  return `${[what, folder, data].filter((line) => line !== null).join('\n\n')}\n`
}

/** What it is, what the folder of media holds, and what is there for programs. */
type Lines = [what: string, media: string, data: string]

type Wording = (talk: string, event: string) => Lines

const english: Wording = (talk, event) => [
  `${talk}: the record of a talk at ${event}, as Markdown that any editor opens.`,
  'The folder {folder} holds the files that belong to it, such as pictures and the transcript.',
  '`metadata.json` holds the same facts for programs, `manifest.json` the size and SHA-256 of every file here.',
]

const wordings: ReadonlyMap<string, Wording> = new Map<string, Wording>([
  [
    'de',
    (talk, event) => [
      `${talk}: die Mitschrift eines Vortrags bei ${event}, als Markdown, das jeder Editor öffnet.`,
      'Im Ordner {folder} liegen die Dateien, die dazugehören, etwa Bilder und das Transkript.',
      '`metadata.json` enthält dieselben Angaben für Programme, `manifest.json` Größe und SHA-256 jeder Datei.',
    ],
  ],
  [
    'fr',
    (talk, event) => [
      `${talk} : le compte rendu d’une conférence de ${event}, en Markdown, que tout éditeur ouvre.`,
      'Le dossier {folder} contient les fichiers qui vont avec, comme les images et la transcription.',
      '`metadata.json` contient les mêmes données pour les programmes, `manifest.json` la taille et le SHA-256 de chaque fichier.',
    ],
  ],
  [
    'es',
    (talk, event) => [
      `${talk}: el registro de una charla de ${event}, en Markdown, que abre cualquier editor.`,
      'La carpeta {folder} contiene los archivos que lo acompañan, como las imágenes y la transcripción.',
      '`metadata.json` contiene los mismos datos para programas, `manifest.json` el tamaño y el SHA-256 de cada archivo.',
    ],
  ],
  [
    'it',
    (talk, event) => [
      `${talk}: il resoconto di un intervento a ${event}, in Markdown, che ogni editor apre.`,
      'La cartella {folder} contiene i file che lo accompagnano, come le immagini e la trascrizione.',
      '`metadata.json` contiene gli stessi dati per i programmi, `manifest.json` la dimensione e lo SHA-256 di ogni file.',
    ],
  ],
])

const wordingOf = (language: string) => wordings.get(primarySubtag(language) ?? '') ?? english
