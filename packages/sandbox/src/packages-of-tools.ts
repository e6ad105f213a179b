/** Debian and Ubuntu packages of the programs used, for messages about missing ones. */
export const packageOfTool: Readonly<Record<string, string>> = {
  ffmpeg: 'ffmpeg',
  ffprobe: 'ffmpeg',
  pocketsphinx_batch: 'pocketsphinx pocketsphinx-en-us',
  tesseract: 'tesseract-ocr',
  soffice: 'libreoffice-impress',
  'yt-dlp': 'yt-dlp',
}
