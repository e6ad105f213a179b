/** A talk to show templates with, until one has a job of one's own. */
export const sampleSession = {
  event: 'Wetlands Days',
  session: 'Reed beds and patience',
  url: 'https://talks.example.org/reed-beds',
  filename: 'reed-beds.md',
  track: 'Water',
  day: '2026-02-01',
  starttime: '10:00',
  endtime: '10:25',
  speakers: ['Ana Ruiz', 'Jörg Müller'],
  speakers_url: ['https://talks.example.org/ana', 'https://talks.example.org/joerg'],
  video_url: 'https://talks.example.org/reed-beds.mp4',
  attachments_url: ['https://talks.example.org/reed-beds.pdf'],
  source_language: 'en',
  file_stem: 'reed-beds',
  video_transcript: `WEBVTT

00:00:02.000 --> 00:00:08.000
A reed bed cleans the water of a village in about ten years.

00:00:09.000 --> 00:00:15.000
In the first three years almost nothing can be seen.

00:00:16.000 --> 00:00:24.000
We counted forty herons in the fourth year, and the mowing stopped.
`,
} as const
