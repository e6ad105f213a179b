import { escapeMarkdown } from '../transform/markdown/escape-markdown.ts'

/** `README.md` of an archive without a document; `folder` is null when the archive holds no files. */
export function writeFilesReadme(title: string, folder: string | null): string {
  const what =
    folder === null
      ? 'Nothing was found in it that would make a file.'
      : `The folder ${escapeMarkdown(folder)} holds what was read from it.`
  return `# ${escapeMarkdown(title)}\n\n${what}\n\n\`manifest.json\` holds the size and SHA-256 of every file here.\n`
}
