/** What is said in the recordings, a text for each slide (the German talk: a list of sentences for each slide). */

export const marshSensors = [
  'Good morning and welcome. For ten years I have looked after small sensors that tell us how high the water is in the marsh. Today I want to talk about the language that they speak.',
  'First, the problem. A project like ours must buy sensors from five different companies, and nobody can read the numbers of the others. More than half of these numbers are never used.',
  'Our answer is very small. We need only three sentences. The first one says, I am here, and this is my place. The second one says, I saw this value at this time. The third one says, I lost some numbers, and this is how many.',
  'We have used this for two winters in the field. Ninety six percent of the messages came through. For the rest, we know how many are missing, and when. The price fell to thirty eight euros.',
  'Not everything is solved. After a power failure, a sensor does not know what time it is. If you know a better way, please write to us. Thank you for your time.',
]

export const countingHerons = [
  'This is a short story about the birds of our river. For thirty years, eleven people went there every month and wrote a number on a piece of paper. That is a lot of work, and it does not work at all in bad weather.',
  'Three years ago we put one hundred small cameras on wooden poles. Each camera takes one picture every ten minutes. Now we know the numbers for every day of the year. The people who did it before are still with us, because without them we could not check the machine.',
]

export const mooreVernaessen = [
  [
    'Guten Tag und herzlich willkommen.',
    'Seit drei Jahren messen achtzig Haushalte rund um das Teufelsmoor den Wasserstand in ihrem Graben.',
    'Jeden Sonntag, vor dem Frühstück.',
  ],
  [
    'Am Anfang stand ein Streit.',
    'Die Gemeinde wollte zwei Wehre schließen, und die Leute fürchteten nasse Keller.',
    'Also haben wir alle selbst gemessen.',
  ],
  [
    'Was haben wir gefunden?',
    'Bis sechshundert Meter hinter dem Wehr stieg das Wasser um fünfunddreißig Zentimeter.',
    'Dahinter geschah nichts, denn dort lag ein vergessenes Rohr, das in keiner Karte steht.',
  ],
  [
    'Und die Keller blieben trocken.',
    'Was Sie brauchen, sind Holzlatten, Postkarten und jemand, der auf einen Kaffee bleibt.',
    'Vielen Dank fürs Zuhören.',
  ],
]
