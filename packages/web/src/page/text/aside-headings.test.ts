import { expect, test } from 'vitest'
import { isAsideHeading, isCommentsHeading } from './aside-headings.ts'

test.each([
  'More talks',
  'Related sessions:',
  'Other speakers',
  'Concurrent events',
  'From the same track',
  'Gleichzeitige Events',
  'Weitere Vorträge',
  'Ähnliche Veranstaltungen',
  'Autres conférences',
  'Dans la même rubrique',
  'Otras charlas',
  'Más sesiones',
  'Altri interventi',
  'Meer lezingen',
  'Outras palestras',
  'Our sponsors',
  'Gold sponsors',
  'Sponsorship Opportunities',
  'Share this talk',
  'Partagez cette conférence !',
  'Vortrag teilen'.replace('Vortrag', 'Diesen Vortrag'),
  'Tell a friend about this talk:',
  'This talk is included in these lists:',
  'Embed',
  'The ByteQ Newsletter',
  'Comments (3)',
  '7 Comments',
  'Comments on this page are now closed.',
  'Attendees (214)',
  'Neueste Beiträge',
])('%s opens a part that is not the session’s', (heading) => {
  expect(isAsideHeading(heading)).toBe(true)
})

test.each([
  'Abstract',
  'Outline',
  'Parallel processing of events',
  'Embedding Python',
  'Share nothing',
  'Teilen lernen',
  'Comments considered harmful',
  'Becoming a maintainer',
  'About the speaker',
  'What you need',
  'Prerequisites',
  'Feedback loops',
  'Navigation without stars',
  'Cookies are dead',
])('%s is a heading of the talk', (heading) => {
  expect(isAsideHeading(heading)).toBe(false)
})

test.each(['Comments', '7 Comments', 'Kommentare (2)', 'Commentaires', 'Comentários'])('%s', (heading) => {
  expect(isCommentsHeading(heading)).toBe(true)
})
test.each(['Commentary', 'Feedback', 'No comments'])('%s opens no comments', (heading) => {
  expect(isCommentsHeading(heading)).toBe(false)
})
