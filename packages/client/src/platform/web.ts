import type { Platform } from './platform.ts'

const noFiles = (): never => {
  throw new TypeError('Files by path are for Node; here give a Blob, or a stream to write to.')
}

/** Browsers and runtimes without Node's modules. */
export const platform: Platform = {
  openFile: async () => noFiles(),
  // Most browsers send streams only over HTTP/2, and some send their name instead.
  sendsStreams: false,
  startSha256: () => null,
  writeFile: async () => noFiles(),
}
