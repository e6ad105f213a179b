/** Languages that recognisers name by their English names. */
const codes =
  'en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue'

let byName: ReadonlyMap<string, string> | null = null

/** The tag of a language by its English name, as Whisper writes it; null for none. */
export function languageNamed(name: string): string | null {
  byName ??= new Map(
    codes
      .split(' ')
      .map((code) => [
        new Intl.DisplayNames(['en'], { type: 'language' }).of(code)?.toLowerCase() ?? code,
        code,
      ]),
  )
  return byName.get(name.trim().toLowerCase()) ?? null
}
