import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cutRunOn } from './cut-run-on.ts'

describe('speech without punctuation is not cut', () => {
  it.each([
    [
      'fr',
      'soixante et onze',
      'sur quatre ans on a compté soixante et onze cambriolages et il y a pas de différence',
    ],
    ['fr', 'vingt et un', 'dans le village on a posé vingt et un enregistreurs et on les a laissés deux ans'],
    [
      'fr',
      'quarante et une communes',
      'il y a maintenant quarante et une communes qui nous ont appelés cette année',
    ],
    [
      'fr',
      'un virgule sept millions',
      'ça fait au total en deux ans un virgule sept millions de passages de chauves-souris',
    ],
    [
      'fr',
      'vingt-trois pour cent',
      'la facture a baissé de vingt-trois pour cent et la commune a été très contente',
    ],
    [
      'en',
      'a hundred and eleven',
      'in the first year we got a hundred and thirty and a hundred and eleven were real bugs',
    ],
    [
      'en',
      'four thousand and twelve',
      'so the whole line has four thousand and twelve bridges and we looked at all of them',
    ],
    [
      'en',
      'sixty two percent',
      'it turned out that sixty two percent of the people never came back to the branch',
    ],
    [
      'en',
      'three point five',
      'the new one needs three point five watts and it runs for a whole year on a battery',
    ],
    [
      'de',
      'drei komma fünf',
      'das gerät braucht drei komma fünf watt und wir haben es ein jahr lang gemessen',
    ],
    [
      'de',
      'drei und zwanzig',
      'wir haben in der stadt drei und zwanzig tausend fahrten gezählt und dann verglichen',
    ],
    [
      'de',
      'neunundneunzig komma fünf prozent',
      'im vertrag stehen neunundneunzig komma fünf prozent und für jede stunde gibt es geld zurück',
    ],
    ['es', 'treinta y ocho', 'hubo treinta y ocho casos de sepsis y nadie pulsó el botón en todo el año'],
    [
      'es',
      'veintisiete por ciento',
      'la mortalidad era del veintisiete por ciento y el antibiótico se ponía muy tarde',
    ],
    [
      'it',
      'trenta e due',
      'abbiamo contato trenta e due alberi nel parco e poi abbiamo misurato anche quelli vecchi',
    ],
    [
      'it',
      'tre virgola cinque',
      'il sensore consuma tre virgola cinque watt e funziona per un anno con una batteria',
    ],
  ])('within a number: %s %s', (language, number, said) => {
    expect(cutRunOn(said, language).filter((piece) => piece.includes(number))).toHaveLength(1)
  })

  it.each([
    [
      'en',
      'between the first bridge and the second one',
      'we compared the cracks between the first bridge and the second one and there was no difference',
    ],
    [
      'fr',
      'entre les villages éclairés et les villages sombres',
      'on a regardé la différence entre les villages éclairés et les villages sombres pendant deux ans',
    ],
    [
      'fr',
      'comparent presque toujours des endroits éclairés et des endroits pas éclairés',
      'les études qui existent comparent presque toujours des endroits éclairés et des endroits pas éclairés',
    ],
    [
      'de',
      'zwischen der alten tür und der neuen tür',
      'man sieht den unterschied zwischen der alten tür und der neuen tür sehr deutlich',
    ],
    [
      'es',
      'entre la primera alerta y la segunda',
      'el tiempo entre la primera alerta y la segunda era de más de dos horas en cada turno',
    ],
    [
      'it',
      'tra il primo ponte e il secondo',
      'la differenza tra il primo ponte e il secondo si vede molto bene nella misura di ogni anno',
    ],
    [
      'fr',
      'non pas à vingt-trois heures mais une heure après le coucher du soleil',
      "on a demandé d'éteindre non pas à vingt-trois heures mais une heure après le coucher du soleil",
    ],
    [
      'de',
      'nicht nach dem kalender sondern nach dem zustand',
      'warten sie die anlage nicht nach dem kalender sondern nach dem zustand der türen',
    ],
    [
      'en',
      'a text file the place the time and the height',
      'you add one line to a text file the place the time and the height that you measured',
    ],
  ])('within a pair or a list: %s %s', (language, together, said) => {
    expect(cutRunOn(said, language).filter((piece) => piece.includes(together))).toHaveLength(1)
  })

  it.each([
    ['fr', "saint-aubrac a économisé vingt-trois mille euros par an c'est-à-dire", "c'est-à-dire"],
    ['en', 'the town saves twenty three thousand euros a year because', 'because'],
    ['de', 'die stadt spart dreiundzwanzigtausend euro im jahr und', 'und'],
    ['es', 'el hospital ha quitado la alerta del sistema porque', 'porque'],
    ['it', 'il comune ha spento tutti i lampioni del centro perché', 'perché'],
  ])('behind a word that needs another one: %s %s', (language, said, open) => {
    expect(cutRunOn(said, language)[0]).toBe(said.slice(0, -open.length - 1))
  })
})

describe('speech without punctuation is cut where a sentence ends', () => {
  it.each([
    [
      'en',
      'most bridges in this country were built between nineteen fifty five and nineteen seventy five | they were designed for trucks of twenty four tons',
      'most bridges in this country were built between nineteen fifty five and nineteen seventy five and they were designed for trucks of twenty four tons',
    ],
    [
      'en',
      "so far we've had nineteen of those | i think it works for us because a tide is something that you can measure",
      "so far we've had nineteen of those and i think it works for us because a tide is something that you can measure",
    ],
    [
      'de',
      'siebzig prozent aller störungen kommen von den türen | wir haben nachgezählt weil der monteur die tür kennt',
      'siebzig prozent aller störungen kommen von den türen wir haben nachgezählt weil der monteur die tür kennt',
    ],
    [
      'fr',
      "j'ai travaillé dix ans aux archives | il y a maintenant quarante et une communes qui nous ont appelés",
      "j'ai travaillé dix ans aux archives et il y a maintenant quarante et une communes qui nous ont appelés",
    ],
    [
      'fr',
      'on a mis dans chaque village dix enregistreurs à ultrasons | je vous la fais passer',
      'on a mis dans chaque village dix enregistreurs à ultrasons je vous la fais passer',
    ],
    [
      'es',
      'la sepsis es cuando una infección hace que el cuerpo se ataque a sí mismo | nosotros hemos quitado la alerta este año',
      'la sepsis es cuando una infección hace que el cuerpo se ataque a sí mismo y nosotros hemos quitado la alerta este año',
    ],
    [
      'it',
      'il treno non può passare se i binari sono troppo larghi | noi abbiamo una mappa completa della linea',
      'il treno non può passare se i binari sono troppo larghi e noi abbiamo una mappa completa della linea',
    ],
  ])('%s: %s', (language, pieces, said) => {
    expect(cutRunOn(said, language)).toEqual(pieces.split(' | '))
  })

  it('keeps what waits for its main clause', () => {
    const said = 'in the year before the move it was thirty percent and after it nobody asked again'
    expect(cutRunOn(said, 'en')[0]).toMatch(/^in the year before the move it was/)
  })
})

it('the trained weights are small', () => {
  const bytes = readFileSync(new URL('sentence-ends/gap-model.json', import.meta.url)).length
  expect(bytes).toBeLessThan(300_000)
})

describe('a plain statement in a long piece is a piece of its own', () => {
  it.each([
    [
      'what only announces it',
      'en',
      'so they are on the slide the first one is a bug report is a pull request with a failing test',
      'a bug report is a pull request with a failing test',
    ],
    [
      'what only announces it, in French',
      'fr',
      "alors pour conclure je dirais trois choses la première c'est que l'heure compte plus que la durée éteindre deux heures au bon moment ça vaut mieux que six heures au mauvais",
      "l'heure compte plus que la durée",
    ],
    [
      'a subject behind a noun, and a relative clause without its word',
      'en',
      "and she failed the course two weeks of internet is worse than no internet because people start things they can't finish",
      "two weeks of internet is worse than no internet because people start things they can't finish",
    ],
    [
      'a relative clause before its verb',
      'en',
      'and deleting is fine i mean it because a test that nobody believes costs you time and gives you nothing we deleted forty four of them',
      'a test that nobody believes costs you time and gives you nothing',
    ],
    [
      'an adverbial that belongs to the next one',
      'en',
      "and what we got is the build takes eleven minutes instead of twenty six because we don't run things three times and since october we've had no double booking at all",
      "the build takes eleven minutes instead of twenty six because we don't run things three times",
    ],
    [
      'a number that is the object',
      'en',
      "but fifty eight were real bugs in the product so more than a quarter of our flaky tests were telling us about a real bug and nobody was listening and seventeen we still don't know",
      'more than a quarter of our flaky tests were telling us about a real bug and nobody was listening',
    ],
    [
      'a reason, of a clause that is long without it',
      'en',
      'we had labels we had forty two labels and none of that changed anything because the problem with an issue tracker is that writing an issue costs one person five minutes and answering it costs another person two hours',
      'the problem with an issue tracker is that writing an issue costs one person five minutes and answering it costs another person two hours',
    ],
    [
      'a German clause behind the verb of a subordinate one',
      'de',
      'die andere hälfte wurde nur noch dann gewartet wenn der sensor etwas gemeldet hat in der gruppe mit den sensoren gab es sechsundfünfzig prozent weniger ausfälle',
      'in der gruppe mit den sensoren gab es sechsundfünfzig prozent weniger ausfälle',
    ],
    [
      'a German clause behind a verb that looks like a noun',
      'de',
      'ein wort zum geld weil ich weiß dass hier auch hausverwaltungen sitzen ein sensor kostet im jahr mit funk und auswertung sechzig euro und eine einzige anfahrt am wochenende kostet zweihundertachtzig euro',
      'ein sensor kostet im jahr mit funk und auswertung sechzig euro und eine einzige anfahrt am wochenende kostet zweihundertachtzig euro',
    ],
    [
      'what somebody else says behind it, and what it was instead of',
      'fr',
      "on a testé dans deux villages des lampes ambrées à dix-huit cents kelvins au lieu des leds blanches à quatre mille tout le monde nous disait c'est la solution",
      'on a testé dans deux villages des lampes ambrées à dix-huit cents kelvins au lieu des leds blanches à quatre mille',
    ],
    [
      'an explanation behind it',
      'fr',
      "côté argent saint-aubrac a économisé vingt-trois mille euros par an c'est-à-dire à peu près le salaire de l'employé qui s'occupe des écoles",
      'saint-aubrac a économisé vingt-trois mille euros par an',
    ],
  ])('%s (%s)', (_, language, text, piece) => {
    expect(cutRunOn(text, language)).toContain(piece)
  })

  it.each([
    [
      'en',
      'how high the water',
      'and it tells you how high the water is at the bridge on every day of the year',
    ],
    [
      'en',
      'a battery that lasts nine weeks',
      'the sensor has a small solar panel and a battery that lasts nine weeks in the dark',
    ],
    [
      'en',
      'wrote a blog post that was called',
      'and somebody in the north wrote a blog post that was called lib tide is dead',
    ],
    [
      'fr',
      'la moyenne elle cache',
      "c'est qu'il faut regarder espèce par espèce parce que la moyenne elle cache tout",
    ],
  ])('and what belongs together stays so (%s): %s', (language, together, text) => {
    expect(cutRunOn(text, language).some((piece) => piece.includes(together))).toBe(true)
  })
})
