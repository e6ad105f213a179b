import { primarySubtag } from '@async-events/core'

/**
 * Stop words: function words, and for English and German the verbs and adjectives common in all talks. Lower case.
 */
const words: Record<string, string> = {
  en: `a about above across actually after again against ago all almost along already also although always am among an
    and another any anyone anything are aren around as at away back based be became because become been before began
    behind being below better between beyond big bit both bring but by came can cannot come comes coming could couldn
    course did didn different do does doesn doing done don down during each either else end enough especially etc even
    ever every everyone everything example far few find first for found from further gave general get gets getting give
    given gives go goes going gone good got great had hadn half happen happened happens has hasn have haven having he
    hello help her here hers herself hi him himself his how however i idea if important in including indeed instead
    interesting into is isn it its itself just keep keeps kept kind know known large last later latest learn least left less let
    like likely little ll long look looking looks lot lots made main mainly make makes making many may maybe me mean
    means might mine more moreover most much must my myself necessary need needs neither never new next no nobody none
    nor not nothing now of off often oh ok okay old on once one ones only onto or other others ought our ours ourselves
    out over own part particular people per perhaps please possible present presented presentation presents pretty
    probably provide provided provides put quite rather re really right said same saw say saying says second see seem
    seems seen several shall she should shouldn show shown shows since small so some somebody someone something
    sometimes soon sort speaker start started still such sure take taken takes taking talk talks tell than thank thanks
    that the their theirs them themselves then there therefore these they thing things think third this those though
    three through thus time times to today together too took toward towards tried try trying two under unless until up
    upon us use used useful user uses using usually various ve very via want wants was wasn way ways we well went were
    weren what whatever when where whether which while who whole whom whose why will with within without won work
    worked working works would wouldn yes yet you your yours yourself yourselves session discuss discussed explain
    explore cover covers introduce year years day days number simple simply easily easy able allow allows join run
    running next previous recent recently current currently available full four five six seven eight nine ten`,
  de: `ab aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes anders auch auf aus
    außer außerdem bald bei beide beiden beim bereits besonders besser bestimmt bin bis bisher bist bzw da dabei dadurch
    dafür dagegen daher dahin damals damit danach daneben dann daran darauf daraus darf darin darüber darum darunter
    das dass dasselbe davon davor dazu dein deine deinem deinen deiner dem demnach den denen denn dennoch der deren
    derselbe des deshalb dessen desto deswegen dich die dies diese dieselbe diesem diesen dieser dieses dir doch dort
    du durch dürfen eben ebenfalls ebenso eher ein eine einem einen einer eines einfach einige einigen einiger einiges
    einmal er erst erste ersten es etwa etwas euch euer eure fast ganz ganze ganzen gar geben gegen gehen geht genau
    gerade gern gibt ging gleich gut gute guten guter haben hat hatte hatten hätte hätten hier hin hinter ich ihm ihn
    ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem ins irgend ist ja jede jedem jeden jeder jedes jedoch jene
    jetzt kann kannst kaum kein keine keinem keinen keiner kommen kommt können könnte könnten lassen lässt machen macht
    mal man manche mehr mein meine meinem meinen meiner meist mich mir mit möchte möglich muss müssen musste nach
    nachdem nämlich natürlich neben nein neu neue neuen neuer neues nicht nichts nie niemand noch nun nur ob oben oder
    oft ohne paar recht sagen schon sehr sein seine seinem seinen seiner seit selbst sich sicher sie sind so sobald
    sodass sogar solche solchen soll sollen sollte sollten sondern sonst soviel sowie sowohl später statt sehen sieht
    teil trotz trotzdem über überhaupt übrigens um und uns unser unsere unserem unseren unserer unter usw viel viele
    vielen vielleicht vom von vor vorher während war wäre waren was wegen weil weit weiter weitere weiteren welche
    welchem welchen welcher wenig wenige wenn wer werde werden wie wieder will wir wird wirklich wo wobei wofür woher
    wohl wollen wollte worden wurde wurden würde würden zeigen zeigt zu zum zur zwar zwei zwischen vortrag dazu jahr
    jahre jahren zeit beispiel drei vier fünf dinge sache stellen vorgestellt vorstellen verschiedene verschiedenen`,
  fr: `à afin ai ainsi alors après au aucun aujourd auquel aussi autre autres aux avaient avait avant avec avoir beaucoup
    bien bon c car ce ceci cela celle celles celui cependant ces cet cette ceux chaque chez ci comme comment d dans de
    déjà depuis des deux devant doit donc dont du elle elles en encore entre es est et étaient était étant été être eu
    eux fait faire faut fois font grâce hors hui ici il ils j je jusqu l la là le les leur leurs lors lorsque lui m ma
    mais me même mêmes mes moins mon n ne ni non nos notre nous on ont ou où par parce parmi pas pendant permet peu peut
    peuvent plus plusieurs pour pourquoi pouvoir présentation puis qu quand que quel quelle quelles quelque quelques
    quels qui quoi s sa sans se selon ses si sinon soit son sont sous souvent sur ta te tel telle tes toi ton toujours
    tous tout toute toutes très trop tu un une vers voici voilà vont vos votre vous y`,
  es: `a acá ahí al algo algún alguna algunas alguno algunos allí ante antes aquel aquella aquellos aquí así aun aún
    aunque bajo bien cada casi como cómo con contra cosa cosas cual cuál cuales cualquier cuando cuándo cuanto de debe
    del desde después donde dónde dos durante e el él ella ellas ellos en entonces entre era eran es esa esas ese eso
    esos esta está estaba estamos están estar estas este esto estos fue fueron gran ha había hace hacer hacia han hasta
    hay he incluso la las le les lo los luego más me menos mi mientras mis mismo mucho muchos muy nada ni no nos
    nosotros nuestra nuestro nuestros o os otra otras otro otros para pero poco por porque pues puede pueden que qué
    quien quién se sea según ser si sí sido siempre sin sino sobre solo sólo son su sus también tan tanto te tener tiene
    tienen toda todas todo todos tres tu tus un una unas uno unos usted va vamos vez y ya yo`,
  it: `a abbiamo ad adesso agli ai al alcune alcuni alla alle allo allora altra altre altri altro anche ancora avere
    aveva ben bene c che chi ci cioè come con contro cosa cosi così cui d da dagli dai dal dalla dalle dallo degli dei
    del della delle dello dentro di dopo dove due dunque e è ecco ed era erano essere fa fare fino fra gli ha hai hanno
    ho i il in infatti io l la le lei li lo loro lui ma mentre mi mia mio molti molto ne negli nei nel nella nelle
    nello no noi non nostra nostri nostro nulla o ogni oppure ora per perché però più poi possiamo possono poco prima
    proprio può qualche qualcosa quale quali quando quanto quasi quella quelle quelli quello questa queste questi
    questo qui quindi sarà se sempre senza si sia siamo solo sono sopra sta stata stati stato su sua sue sugli sui sul
    sulla sulle suo suoi tra tre tu tutta tutte tutti tutto un una uno va verso vi voi`,
}

const sets = new Map<string, ReadonlySet<string>>(
  Object.entries(words).map(([language, list]) => [language, new Set(list.split(/\s+/))]),
)

/** English for languages without a list: most technical texts mix it in. */
export function stopWordsOf(language: string): ReadonlySet<string> {
  return sets.get(primarySubtag(language) ?? '') ?? sets.get('en') ?? new Set()
}

/**
 * The language whose function words a text has: that of `language` unless another has clearly more of them, as in a talk
 * with a title, or a transcript, in a second language. Languages without a list keep theirs.
 */
export function languageOfWords(words: readonly string[], language: string): string {
  const own = sets.get(primarySubtag(language) ?? '')
  if (own === undefined) return language
  const lower = words.map((each) => each.toLowerCase().replace(/['’].*$/u, ''))
  const count = (set: ReadonlySet<string>): number => lower.filter((each) => set.has(each)).length
  const most = count(own) * 1.5
  let best = language
  let bestCount = most
  for (const [other, set] of sets) {
    const found = set === own ? 0 : count(set)
    if (found > bestCount) {
      best = other
      bestCount = found
    }
  }
  return best
}

/** Whether a text has a function word of the language. */
export function hasStopWord(words: readonly string[], language: string): boolean {
  const own = stopWordsOf(language)
  return words.some((each) => own.has(each.toLowerCase()))
}

/** Function words in a text of each language with a list, by its code. */
export function countStopWords(words: readonly string[]): Map<string, number> {
  const lower = words.map((each) => each.toLowerCase().replace(/['’].*$/u, ''))
  return new Map([...sets].map(([language, set]) => [language, lower.filter((each) => set.has(each)).length]))
}
