/** Debian and Ubuntu packages of the programs used, for messages about missing ones. */
export const packageOfTool: Readonly<Record<string, string>> = {
  ffmpeg: 'ffmpeg',
  ffprobe: 'ffmpeg',
  pocketsphinx_batch: 'pocketsphinx pocketsphinx-en-us',
  'redis-server': 'redis-server',
  tesseract: 'tesseract-ocr',
  soffice: 'libreoffice-impress',
  'yt-dlp': 'yt-dlp',
}

/** The same for Homebrew on macOS. */
const formulaOfTool: Readonly<Record<string, string>> = {
  ffmpeg: 'ffmpeg',
  ffprobe: 'ffmpeg',
  pocketsphinx_batch: 'cmu-pocketsphinx',
  'redis-server': 'redis',
  tesseract: 'tesseract tesseract-lang',
  soffice: '--cask libreoffice',
  'whisper-cli': 'whisper-cpp',
  'yt-dlp': 'yt-dlp',
}

/** The command that installs a program on macOS, else on Debian and Ubuntu; null where no package is known. */
export function installCommand(tool: string, platform: NodeJS.Platform = process.platform): string | null {
  const wanted = (platform === 'darwin' ? formulaOfTool : packageOfTool)[tool]
  if (wanted === undefined) return null
  return platform === 'darwin'
    ? `brew install ${wanted}`
    : `sudo apt-get install --no-install-recommends -y ${wanted}`
}
