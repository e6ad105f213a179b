import { stemOf } from '@async-events/ai'

/** Words that talks of any subject have: in the abstracts of FOSDEM 2020 and 2025 the most common ones, and German ones. */
const words = `add advanced allowing application approach architecture aspect attendees audience basic benefit best browser
  build building built case challenge change code common community companies company complex component computer concept
  content context contribute control core create creating creation critical current custom data deep demo design designed
  detail developed developer developing development device difficult digital discussion early effort enable enables
  ensure environment example execution existing experience feature file focus following format foundation free
  function functionality future goal group hard hardware high highlight history human idea image implement implementation
  implemented implementing improve include industry information insight integrate integration interested interface
  introduced introduction involved issue journey key knowledge language learned level library limitations local machine
  major manage management managing method model modern native need needed open open-source operation opportunities order
  organization overview part past people performance platform point popular potential power powerful practical practice
  problem process processes processing production program programming project provided providing public question
  real real-world release requirement require research resource result role scale science sector service set share shared
  sharing short significant similar simple single software solution solve source space specific standard start state
  step story students support supported system systems task team technical technique technologies technology test testing
  tools tool topic traditional type understand understanding unique update usage user version web workflow world write
  writing written achieve
  anwendung aufgabe beispiel bereich daten ding einblick entwickeln entwicklung erfahrung ergebnis ergebnisse form
  frage fragen funktion gruppe idee informationen jahre leute lösung lösungen menschen methode möglichkeit möglichkeiten
  nutzen nutzer problem probleme programm projekt projekte rechner software sprache stand system systeme technik thema
  themen überblick unternehmen verfahren verwenden welt wichtig ziel ziele zukunft`

/** Their stems. */
export const everyTalk: ReadonlySet<string> = new Set(words.split(/\s+/).map(stemOf))
