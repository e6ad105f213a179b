import type { Passage } from '@async-events/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExtractive } from './create-extractive.ts'
import { cleanSpoken, findFault, isAnnounced } from './find-fault.ts'
import { standsAlone } from './pick-sentences.ts'

/** What nobody can use who was not there, by language: `X` is a noun of the talk. */
const faulty: Record<string, readonly string[]> = {
  en: [
    'The number hangs on the door of every X in the village.',
    '"The X shall not be used for any purpose other than pumping."',
    'The third sentence is that the X fails after four years of use.',
    'This means that the X fails after four years of use.',
    "And that's why the X fails after four years of use.",
    'As I said before, the X fails after four years of use.',
    'They fail because the X was built from the wrong steel.',
    'It breaks whenever the X is cleaned with the wrong tool.',
    'He repaired the X of the village with a hammer and some glue.',
    'Here you see the X of the village in the year after the flood.',
    'On this slide the X of the village is shown in blue and red.',
    'The X of the village has three causes of failure:',
    'The X of the village failed in the winter because –',
    'Why does the X of the village fail in the winter of every year?',
    'Good morning everybody, the X of the village is my favourite subject.',
    'Thank you for the X of the village, which I enjoyed very much.',
    'My name is Ana and the X of the village is what I work on.',
    'My neighbour has a X in the village, and his dog hates the winter.',
    'The X is, um, broken in the winter of every year in the village.',
    'You know, the X or something was broken in the winter of the village.',
    'Can everybody in the back row hear the X of the village now?',
    'We have five more minutes for the X of the village in the winter.',
    "I'm going to talk about the X of the village and the winter.",
    'The X the X the X the X of the village fails in the winter.',
    'We measured them in the village with the X for two winters.',
    'In the sixth week we heard the X of the village in the pump house.',
    'One night the pump of the village destroyed the X and the cellar.',
    'Everybody told us that the X of the village would never fail.',
    'The X of the village saves water, and I do like the winter.',
    'In our experience the number is twice as high as for a X.',
    'A quarter came from the X, because the pump of the village was old.',
    'Two engineers, 40 pumps, about nine thousand hours with a X.',
    'The pump then destroys the X of the village in every cold winter.',
    'Another X of the village was repaired in the winter with glue.',
    'There are three reasons why the X of the village fails in the winter.',
    'The two villages replaced the X after the winter of the flood.',
    'Forty percent fewer pumps failed after the village repaired the X.',
    'On Monday the X of the village was flooded with salt water.',
    'At noon the X of the village had pumped four hundred litres.',
    'Ninety percent of it was the X of the village and the old pump.',
    'A pump without a filter, a X without a lid, a cellar.',
    'The X of the village, that can pump the water of a cellar.',
    'The mayor said "the X of the village is broken and nobody pays.',
    'In particular, the X of the village fails in the winter.',
    'It is going to pump the water of the X out of the cellar.',
    'Not completely broken, just slow enough that nobody called the plumber.',
    'We started in 2019 with two villages, and since then the pumps are everywhere.',
    'There were pumps in nine cellars, a truck, the plumber, and the filters of the mill.',
    'We went from forty a month to three thousand two hundred.',
    'The village bought filters for the pumps and changed everything.',
    'Eleven villages out of two thousand ever signed up.',
    "You just set the pump of the X and you don't change a single filter.",
  ],
  de: [
    'Die Zahl hängt an der Tür von jedem X im Dorf, für jeden Tag.',
    '„Der X darf nur zum Pumpen benutzt werden, von niemandem sonst.“',
    'Der dritte Punkt ist, dass der X nach vier Jahren im Dorf versagt.',
    'Das heißt, dass der X nach vier Jahren im Dorf versagt.',
    'Deshalb versagt der X nach vier Jahren im Dorf an der Küste.',
    'Wie gesagt versagt der X nach vier Jahren im Dorf an der Küste.',
    'Er versagt, weil der X aus dem falschen Stahl gebaut wurde.',
    'Hier sehen Sie den X im Dorf im Jahr nach der großen Flut.',
    'Auf dieser Folie ist der X des Dorfes blau und rot gezeichnet.',
    'Guten Morgen zusammen, der X im Dorf ist mein liebstes Thema.',
    'Vielen Dank für den X im Dorf, der mir sehr gut gefallen hat.',
    'Ich heiße Ana, und der X im Dorf ist meine Arbeit im Verband.',
    'Warum versagt der X im Dorf in jedem Winter nach der Flut?',
    'Der X im Dorf hat drei Gründe für sein Versagen im Winter:',
    'Ich möchte Ihnen vom X im Dorf und vom Winter erzählen.',
    'Mein Nachbar hat einen X im Dorf, und sein Hund hasst den Winter.',
    'Der X ist ähm kaputt in jedem Winter im Dorf an der Küste.',
    'Im dritten Jahr war der X im Dorf trocken und ohne Wasser.',
    'Niemand wollte uns glauben, dass der X im Dorf zuverlässig arbeitet.',
    'Der X spart im Dorf viel Wasser, und ich mag Winter am Meer.',
    'Vor zwölf Jahren baute das Dorf den X an der Küste aus Stahl.',
    'Die Hälfte wurde im Dorf mit einem X aus Stahl ausgestattet.',
    'Im Sommer entfernt es neun Zehntel des Salzes aus dem X.',
    'Allein kann sich das kein Dorf mit einem X aus Stahl leisten.',
    'Es gibt drei Gründe für den Ausfall eines X im Dorf.',
    'Die zwei Dörfer ersetzten den X nach dem Winter der Flut.',
    'Um Mitternacht stand der X im Dorf unter Wasser.',
    'Die Dörfer verbrauchen vierzig Prozent weniger Wasser im X.',
    'Der X liegt im Dorf, der ist nicht schön, aber er läuft.',
    'Den fragen wir im Dorf jeden Winter nach dem X.',
    'Ich stand im Dorf vor dem X, es war kalt und dunkel.',
    'Nicht ganz kaputt, sondern nur so langsam, dass niemand den Klempner rief.',
    'Wir haben 2019 in zwei Dörfern angefangen, und jetzt macht die ganze Stadt mit.',
    'Ich habe das der zuständigen Behörde des Landes geschickt.',
    'Ein Problem dabei ist, dass die Pumpen im Winter einfrieren.',
    'Wir haben alles gemacht, was die Behörde vom Dorf wollte, und alles geprüft.',
    'Von zweitausend Dörfern haben sich nur elf Bürgermeister angemeldet.',
  ],
  fr: [
    'Le chiffre pend à la porte de chaque X du village.',
    '« Le X du village ne sert que pour pomper pendant la nuit. »',
    'Le troisième point est que le X échoue après quatre ans au village.',
    'Cela signifie que le X échoue après quatre ans au village.',
    "C'est pourquoi le X échoue après quatre ans au village.",
    'Il échoue parce que le X est construit dans un mauvais acier.',
    'Ici vous voyez le X du village pendant les années de la crue.',
    'Bonjour à tous, le X du village est mon sujet préféré cette année.',
    'Merci beaucoup pour le X du village que nous avons tant aimé.',
    "Je m'appelle Ana et le X du village est mon métier préféré.",
    'Pourquoi le X du village échoue-t-il chaque hiver après la crue ?',
    'La troisième semaine le X du village perdait son huile en hiver.',
    'Tout le village nous a dit que le X serait toujours en panne.',
    'Le X du village économise de la chaleur, et je comprends le maire.',
    'Il faut dire que le X du village échoue chaque hiver en montagne.',
    'Un quart venait du X, parce que la pompe du village était vieille.',
    'Les deux villages ont remplacé le X après la crue.',
    'Il y a trois raisons pour la panne du X au village.',
    'Le village consomme quarante pour cent de moins avec le X.',
    'On est passé de quarante par mois à trois mille deux cents.',
    'On a commencé en 2019 avec deux villages, et toute la ville participe.',
    "Pour la pompe du village, il fallait du sel pour l'entraîner.",
    'Les pompes restent dans le moulin, mais personne ne tombe plus dessus.',
    'Le maire du village a tout fait pour les pompes du moulin.',
    'La pompe du mardi, lui, il existe toujours au village.',
    'Seulement onze villages de la côte se sont inscrits.',
  ],
  es: [
    'La cifra cuelga de la puerta de cada X del pueblo.',
    '«El X del pueblo solo sirve para bombear agua por la noche.»',
    'El tercer punto es que el X falla después de cuatro años en el pueblo.',
    'Esto significa que el X falla después de cuatro años en el pueblo.',
    'Por eso el X falla después de cuatro años en el pueblo costero.',
    'Aquí ven el X del pueblo durante los años de la inundación.',
    'Buenos días a todos, el X del pueblo es mi tema preferido del año.',
    'Muchas gracias por el X del pueblo que tanto nos ha gustado.',
    'Me llamo Ana y el X del pueblo es mi trabajo de cada invierno.',
    'En la tercera semana el X del pueblo perdió aceite en invierno.',
    'El alcalde nos dijo que el X del pueblo siempre fallaría en invierno.',
    'Hay que decir que el X del pueblo falla cada invierno en la montaña.',
    'La mitad venía del X, porque la bomba del pueblo era vieja.',
    'Los dos pueblos cambiaron el X después de la inundación.',
    'Hay tres razones para la avería del X en el pueblo.',
    'La marcamos en el pueblo con el X durante el invierno.',
    'El pueblo gasta un cuarenta por ciento menos con el X.',
    'Empezamos en 2019 con dos pueblos, y participa toda la ciudad.',
    'Hemos pasado de cuarenta a tres mil doscientas.',
    'Los vecinos del pueblo lo dijeron y hemos cambiado todo.',
    'Solo once pueblos de la costa del norte se apuntaron.',
  ],
  it: [
    'La cifra pende dalla porta di ogni X del paese.',
    '«Il X del paese serve solo per pompare acqua di notte.»',
    'Il terzo punto è che il X fallisce dopo quattro anni nel paese.',
    'Questo significa che il X fallisce dopo quattro anni nel paese.',
    'Perciò il X fallisce dopo quattro anni nel paese sulla costa.',
    'Qui vedete il X del paese durante gli anni della piena.',
    'Buongiorno a tutti, il X del paese è il mio tema preferito.',
    'Grazie mille per il X del paese che abbiamo tanto amato.',
    'Mi chiamo Ana e il X del paese è il mio lavoro invernale.',
    'Nella terza settimana il X del paese perdeva olio in montagna.',
    'Il sindaco ci ha detto che il X del paese fallisce ogni inverno.',
    'Bisogna dire che il X del paese fallisce ogni inverno in montagna.',
    'La metà veniva dal X, perché la pompa del paese era vecchia.',
    'I due paesi hanno cambiato il X dopo la piena del fiume.',
    'Ci sono tre ragioni per il guasto del X nel paese.',
    'Il paese consuma il quaranta per cento in meno con il X.',
    'Siamo passati da quaranta a tremiladuecento visite della sala.',
    "C'erano pompe in nove cantine, un camion, i filtri della miniera.",
    'I vicini del paese hanno cambiato tutto nella cantina.',
    'Solo undici paesi della costa si sono iscritti.',
  ],
}

/** Statements that can be quoted. */
const sound: Record<string, readonly string[]> = {
  en: [
    'The number of every X hangs on the door of the town hall.',
    'The X of the village saves four hundred litres of water every winter.',
    'Every village with a X needs one engineer who inspects the pump twice a year.',
    'Cheap steel is the main reason why the X of a village fails in the winter.',
    'We measured the X for two winters and found that salt destroys the steel.',
    'A X without a filter costs the village twice as much as a new pump.',
    'Most villages replace the X only after the pump has flooded a cellar.',
    'A fine is no price for a late X; it is a price for being poor and late.',
    'Of the 61,000 members, 9,300 were without a X because they owed ten dollars.',
    'The mayor wrote "do not trust me" on the X of the village.',
    'We started measuring the pumps in 2019 with two villages.',
    'We went from forty pumps to nine when the mill bought filters.',
    'There were nine pumps in the cellar of the mill.',
    '2019 was the year in which the pumps of the village failed.',
    'A pump moves everything that the village throws into the cellar.',
    'Eleven villages out of two thousand signed up for the pump of the X.',
    'You just turn the filter of the X to stop the pump of the village.',
  ],
  de: [
    'Die Zahl der Ausfälle hängt an der Tür von jedem X im Dorf.',
    'Der X des Dorfes spart in jedem Winter vierhundert Liter Wasser.',
    'Jedes Dorf mit einem X braucht einen Ingenieur für die Pumpe.',
    'Billiger Stahl ist der wichtigste Grund für den Ausfall eines X im Winter.',
    'Wir haben den X zwei Winter lang gemessen und Salz im Stahl gefunden.',
    'Ein X ohne Filter kostet das Dorf doppelt so viel wie eine neue Pumpe.',
    'Die Dörfer können damit leben, dass der X im Winter steht.',
    'Ein Notlauf, so nennen wir das, ist ein X ohne Pumpe im Dorf.',
    'Wir haben 2019 die Pumpen in zwei Dörfern gemessen.',
    'Jedes Haus, das in der Nähe einer Pumpe steht, bleibt trocken.',
    'Jedes Dorf braucht das Wasser einer Pumpe und den Filter einer Mühle.',
    'Von zweitausend Dörfern haben sich nur elf Bürgermeister für den X angemeldet.',
  ],
  fr: [
    'Le X du village économise quatre cents litres par hiver.',
    'Chaque village avec un X doit payer un ingénieur pour la pompe.',
    "L'acier bon marché est la principale cause des pannes du X en hiver.",
    'Un X sans filtre coûte au village deux fois le prix de la pompe.',
    'On est passé de quarante pompes à neuf grâce aux filtres du moulin.',
    "L'hiver détruit chaque année les pompes des villages de la côte.",
    'Les pompes des villages coûtent cher en hiver, et la commune paie.',
    'Seulement onze villages de la côte se sont inscrits à la vente des pompes.',
  ],
  es: [
    'El X del pueblo ahorra cuatrocientos litros cada invierno.',
    'Cada pueblo con un X necesita un ingeniero para la bomba.',
    'El acero barato es la principal causa de las averías del X en invierno.',
    'Un X sin filtro cuesta al pueblo el doble de una bomba nueva.',
    'Hay un botón en el X del pueblo que dice "me preocupa".',
    'Los pueblos empezaron a medir las bombas en 2019 con dos ingenieros.',
  ],
  it: [
    'Il X del paese risparmia quattrocento litri ogni inverno.',
    'Ogni paese con un X deve pagare un ingegnere per la pompa.',
    "L'acciaio economico provoca la maggior parte dei guasti del X in inverno.",
    'Un X senza filtro costa al paese il doppio di una pompa nuova.',
    "C'erano nove pompe nella cantina del mulino.",
  ],
}

const nouns = ['Bagger', 'Motor', 'Sensor', 'Router', 'Filter', 'Turbine', 'Generator']
const languages = Object.keys(faulty)

describe('what cannot stand alone', () => {
  it.each(languages)('has a fault, and what can has none: %s', (language) => {
    for (const noun of nouns) {
      for (const text of faulty[language]!) {
        const spoken = cleanSpoken(text.replaceAll('X', noun), language)
        expect([spoken, findFault(spoken, language)]).not.toEqual([spoken, null])
      }
      for (const text of sound[language]!) {
        const spoken = cleanSpoken(text.replaceAll('X', noun), language)
        expect([spoken, findFault(spoken, language)]).toEqual([spoken, null])
      }
    }
  })

  it.each(languages)('is told alike however often it is asked: %s', (language) => {
    for (const text of [...faulty[language]!, ...sound[language]!]) {
      const answers = Array.from({ length: 4 }, () => findFault(text, language))
      expect(new Set(answers).size).toBe(1)
    }
  })

  it.each([
    ['en', 'So the second lesson is that a pump fails in winter.', 'A pump fails in winter.'],
    [
      'en',
      'And third, before you buy a pump, measure the cellar.',
      'Before you buy a pump, measure the cellar.',
    ],
    ['en', 'What we found is that salt destroys the steel.', 'Salt destroys the steel.'],
    ['en', "I'm here to tell you that we removed the pump.", 'We removed the pump.'],
    ['de', 'Also erstens: Fragt immer nach dem Salz.', 'Fragt immer nach dem Salz.'],
    ['de', 'Mein Rat an die Dörfer ist: Messt zuerst das Salz.', 'Messt zuerst das Salz.'],
    ['fr', "La première chose, c'est que le sel détruit l'acier.", "Le sel détruit l'acier."],
    ['es', 'La tercera, una bomba sin filtro es solo ruido.', 'Una bomba sin filtro es solo ruido.'],
    ['es', 'Pues yo vengo a contar que hemos quitado la bomba.', 'Hemos quitado la bomba.'],
    ['it', "Abbiamo imparato una cosa e la lezione è che il sale distrugge l'acciaio.", null],
    ['it', "La lezione è che il sale distrugge l'acciaio.", "Il sale distrugge l'acciaio."],
    ['en', 'I want to tell you that it failed, and that we paid.', null],
  ])('what only announces it is cut off (%s): %s', (language, text, rest) => {
    expect(cleanSpoken(text, language)).toBe(rest ?? text)
    expect(isAnnounced(text, language)).toBe(rest !== null)
  })

  it.each([
    ['en', 'The third sentence is about the pumps of the village.'],
    ['en', 'In summer it removes nine tenths of the nitrogen.'],
    ['en', 'As a result, the pumps of the village fail in winter.'],
    ['en', 'The pumps of the village fail for three reasons:'],
    ['en', 'In the first winter the city lost three pumps to the salt.'],
    ['de', 'Im Sommer entfernt es neun Zehntel des Stickstoffs.'],
    ['de', 'Der dritte Satz handelt von den Pumpen des Dorfes.'],
    ['fr', "C'est une idée de la mairie, que le village a prise au sérieux."],
    ['fr', "En été elle élimine neuf dixièmes de l'azote."],
    ['es', 'La tercera frase habla de las bombas del pueblo.'],
    ['it', 'La terza frase parla delle pompe del paese.'],
  ])('on a page needs its neighbours, too (%s): %s', (language, text) => {
    expect(standsAlone(text, language)).toBe(false)
  })

  it.each([
    ['en', 'This talk shows how a village keeps its pumps alive in winter.'],
    ['en', 'In this session the village explains the costs of a pump.'],
    ['de', 'Dieser Vortrag zeigt Zählungen und Kosten aus drei Wintern.'],
    ['de', 'Im Winter gibt es im Dorf kein warmes Wasser ohne Pumpe.'],
    ['fr', 'Cette conférence présente les coûts des pompes du village.'],
    ['es', 'Esta charla presenta los costes de las bombas del pueblo.'],
    ['it', 'Questa presentazione mostra i costi delle pompe del paese.'],
  ])('on a page stands alone (%s): %s', (language, text) => {
    expect(standsAlone(text, language)).toBe(true)
  })

  it('is never quoted, wherever it stands; what is quoted was said, at its time', async () => {
    const talk = fc.constantFrom(...languages).chain((language) =>
      fc.record({
        language: fc.constant(language),
        said: fc.array(
          fc.record({
            text: fc.constantFrom(...faulty[language]!, ...sound[language]!, ...sound[language]!),
            noun: fc.constantFrom(...nouns),
            marker: fc.constantFrom('', '', language === 'en' ? 'So, ' : ''),
          }),
          { minLength: 4, maxLength: 60 },
        ),
      }),
    )
    await fc.assert(
      fc.asyncProperty(talk, async ({ language, said }) => {
        const passages = said.map(
          ({ text, noun, marker }, at): Passage => ({
            from: 'speech',
            text: marker + text.replaceAll('X', noun),
            start: at * 6,
            end: at * 6 + 6,
            slide: null,
          }),
        )
        const bad = new Set(
          said.flatMap(({ text, noun }) =>
            faulty[language]!.includes(text) ? [letters(text.replaceAll('X', noun))] : [],
          ),
        )
        const { evidence, gists } = await createExtractive().fill({
          fields: ['lead', 'summary', 'key_points'].map((name) => ({ name, instruction: '' })),
          systemPrompt: '',
          source: {
            title: 'Pumps',
            text: passages.map(({ text }) => text).join(' '),
            facts: { speakers: 'Ana Ruiz' },
            passages,
            parts: [
              { title: 'One', start: 0, end: 60 },
              { title: 'Two', start: 60, end: null },
            ],
          },
          sourceLanguage: language,
          targetLanguage: language,
          signal: new AbortController().signal,
        })
        const quoted = [...Object.values(evidence).flat(), ...gists.flatMap((gist) => gist ?? [])].filter(
          ({ facts }) => !facts,
        )
        for (const { text, passages: places } of quoted) {
          // What follows from a sentence is quoted with it, and alone it never is
          expect(places.every((place, at) => place === places[0]! + at)).toBe(true)
          expect(letters(places.map((place) => passages[place]!.text).join(' '))).toContain(letters(text))
          expect(bad.has(letters(text))).toBe(false)
        }
        const all = quoted.flatMap(({ passages: places }) => places)
        expect(new Set(all).size).toBe(all.length)
      }),
      { seed: 20261129, numRuns: 100 },
    )
  })
})

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
