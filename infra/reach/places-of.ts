/** Native code, and parsers of hostile input, with the apps that use them: no other image has them, and no other process loads them. */
export const placesOf: Readonly<Record<string, readonly string[]>> = {
  '@napi-rs/canvas': ['worker-pdf'],
  '@napi-rs/whisper': ['worker-audio'],
  'pdfjs-dist': ['worker-pdf'],
  '@hyzyla/pdfium': ['worker-pdf'],
  fastify: ['api'],
  '@modelcontextprotocol/server': ['mcp'],
}
