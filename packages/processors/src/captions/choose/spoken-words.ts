/** Sounds, and notes on what is to be seen: `[Music]`, `(applause)`, `♪ la la ♪`. */
const described = /\[[^[\]]*\]|\([^()]*\)|（[^（）]*）|【[^【】]*】|♪[^♪]*♪?|♫[^♫]*♫?/g
/** Lines of those who made the captions; services add them, and recognisers learned to write them for silence. */
const credit =
  /amara\.org|opensubtitles|otter\.ai|\b(?:subtitles?|subtitling|captions?|captioned|captioning|transcribed|transcript|transcription) (?:by|provided|created)\b|\buntertitel(?:ung)? (?:der|von|im auftrag|durch)\b|\bsous-titr\p{L}+ (?:par|de|réalis)|\bsottotitoli (?:di|a cura|creati|e revisione)\b|\b(?:subtítulos|legendas) (?:por|pela|de la|da|realizados)\b|字幕(?:由|by|志愿者|製作|制作)/iu
const mostWordsOfCredit = 15

/** Scripts that are written without blanks between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu
/** Characters that make a word there, about. */
const charactersOfWord = 2

/** How many words of a caption were spoken: without descriptions of sounds and without credits. An estimate. */
export function countSpokenWords(text: string): number {
  const said = text.replace(described, ' ')
  const dense = said.match(unspaced)?.length ?? 0
  const spaced = said.replace(unspaced, ' ').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)?.length ?? 0
  const words = spaced + Math.ceil(dense / charactersOfWord)
  return words <= mostWordsOfCredit && credit.test(said) ? 0 : words
}
