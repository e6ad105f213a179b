import { describe, expect, test } from 'vitest'
import { isAsideLine } from './aside-lines.ts'

test.each([
  'Powered by Indico 3.2',
  'Proudly powered by WordPress',
  'This schedule was made with frab',
  'Fièrement propulsé par WordPress',
  'This event has passed.',
  'Diese Veranstaltung hat bereits stattgefunden.',
  'Cet évènement est passé',
  'Este evento ya ha pasado.',
  'Este evento já passou.',
  'Questo evento è passato.',
  'Dit evenement is voorbij.',
  'Registration is now closed.',
  'Feedback form is now closed.',
  'Comments on this page are now closed.',
  'There is no paper for this contribution yet.',
  'Be the first to comment',
  'Did you attend this event? Give feedback',
  'Haben Sie diese Veranstaltung besucht? Feedback abgeben',
  'Sign in to add slides, notes or videos to this session',
  'Log in or register to comment',
  'You must be logged in to post a comment.',
  'Vous devez être connecté pour publier un commentaire.',
  'Last updated: 30 September 2025, 11:00',
  'This page was last edited on 19 August 2023, at 10:02.',
  'TestCamp2013/Talks/Promises (last edited 2013-09-22 08:01:12 by LjubicaPetrovic)',
  'Zuletzt bearbeitet am 3. Mai 2024',
  'Dernière modification : 3 mai 2024',
  'Última modificación: 3 de mayo de 2024',
  'Retrieved from "https://wiki.example.org/Talk"',
  'Zugriffe: 841',
  '1,204 views',
  'Published on August 30, 2025 · 97 views',
  'This website uses cookies',
  'We use cookies to improve your visit.',
  'Diese Website verwendet Cookies.',
  'Please enable JavaScript to view this page.',
  'We are sorry but it seems your browser cannot show this site.',
  'Skip to main content',
  'Zum Hauptinhalt springen',
  'Share this on Mastodon',
  'Join 250,000 readers.',
  'Subscribe to our newsletter',
  'Exhibit next year! Exhibitor brochure',
  'Want to see your logo here?',
])('%s is the site’s', (line) => {
  expect(isAsideLine(line, 0)).toBe(true)
})

test.each([
  'Built with Rust and love, the tool reads a million lines a second.',
  'Powered by the sun, our sensor has been sending for three years, and this talk shows what it cost us.',
  'We use cookies of oat as bait.',
  'Cookies are dead. What now?',
  'Share your results with the group',
  'Share on a Kubernetes volume',
  'Sign in to the cluster and deploy a pod',
  'Log in to your account and create a token',
  'Register for an API key before the workshop',
  'Last year we edited forty hours of film.',
  'Views in PostgreSQL: 12 rules',
  'Your browser is a compiler, and we show what it does to your code.',
  'Registration of point clouds is hard',
  'Events have passed through our queue for ten years.',
  'There is no paper in this office any more.',
  'Report a bug, get a badge: how we reward testers',
  'Back to the schedule: how delays add up',
  'Join us for two hours of soldering',
  'Feedback is welcome at any time',
  'Comments are code',
])('%s may be the talk’s', (line) => {
  expect(isAsideLine(line, 0)).toBe(false)
})

describe('links', () => {
  test.each([
    'Report an issue',
    'Edit this page',
    'Add to calendar',
    'iCal',
    'Zurück zur Übersicht',
    'Retour au programme',
    'Back to schedule',
    'Log in',
  ])('%s', (line) => {
    expect(isAsideLine(line, line.length)).toBe(true)
    expect(isAsideLine(line, 0)).toBe(false)
  })
})

test('a long line takes no longer than a short one', () => {
  expect(isAsideLine(`last edited ${'a '.repeat(100_000)}`, 0)).toBe(false)
})
