export { enlargePicture } from './enlarge-picture.ts'
export { findOcrLanguage, installedOcrPacks, type OcrLanguage, packageOfPack } from './ocr-language.ts'
export { type PictureText, readPicture } from './read-picture.ts'
