/** Of both OpenAPI documents. */
export const openApiVersion = '3.1.0'
export const info = {
  title: 'Async Events',
  version: '0.1.0',
  description: 'Turns conference talks into Markdown documents with metadata and a ZIP that opens anywhere.',
  license: { name: 'MIT', identifier: 'MIT' },
}
