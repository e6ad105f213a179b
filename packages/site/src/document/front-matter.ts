/** `---` … `---` at the beginning of a document. */
export const frontMatter = /^---\r?\n[\s\S]*?\r?\n---\r?\n/
