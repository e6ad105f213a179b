const raised: Record<string, string> = {
  ...signs('0123456789+-−=()', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾'),
  ...signs('abcdefghijklmnoprstuvwxyz', 'ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ'),
  ...signs('ABDEGHIJKLMNOPRTUVW', 'ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ'),
}
const lowered: Record<string, string> = {
  ...signs('0123456789+-−=()', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'),
  ...signs('aehijklmnoprstuvx', 'ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'),
}

function signs(plain: string, written: string): Record<string, string> {
  const out = [...written]
  return Object.fromEntries([...plain].map((sign, index) => [sign, out[index] ?? sign]))
}

/** Ordinals of several languages, marks of notes and of trade: they are no powers. */
const plain =
  /^(?:st|nd|rd|th|er|ers|re|res|ère|ier|eme|ème|nde|nd[eo]s?|te|os|as|tm|sm|\p{L}\.|[^\p{L}\p{N}]+)$/iu

/** `m²`, `xⁿ`; `1st`, `M™`; `e^(2πi)`. */
export function raiseText(text: string): string {
  const sign = scripted(text, raised)
  if (sign !== null) return sign
  if (plain.test(text)) return text
  return /^[\p{L}\p{N}]+$/u.test(text) ? `^${text}` : `^(${text})`
}

/** `H₂O`; `x_max`; `a_(i,j)`. */
export function lowerText(text: string): string {
  const sign = scripted(text, lowered)
  if (sign !== null) return sign
  return /^[\p{L}\p{N}]+$/u.test(text) ? `_${text}` : `_(${text})`
}

/** Null for a word: letters of small size are harder to read and to find than plain ones. */
function scripted(text: string, signs: Record<string, string>): string | null {
  if (/\p{L}{2,}/u.test(text)) return null
  const written = [...text.replace(/\s+/g, '')].map((sign) => signs[sign])
  return written.length === 0 || written.includes(undefined) ? null : written.join('')
}
