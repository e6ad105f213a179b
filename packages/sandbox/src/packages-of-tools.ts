/** Debian and Ubuntu package of each program that is run, for messages that say what to install. */
export const packageOfTool: Readonly<Record<string, string>> = {
  ffmpeg: 'ffmpeg',
  ffprobe: 'ffmpeg',
  pocketsphinx_batch: 'pocketsphinx pocketsphinx-en-us',
  tesseract: 'tesseract-ocr',
  soffice: 'libreoffice-impress',
  'yt-dlp': 'yt-dlp',
}
