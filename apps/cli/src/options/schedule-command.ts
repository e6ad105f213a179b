import { Command } from '@commander-js/extra-typings'
import { positiveInteger } from './numbers.ts'
import { repeated } from './repeated.ts'

/** A command that submits the sessions of a schedule, with the options that say which and how. */
export const scheduleCommand = (name: string) =>
  new Command(name)
    .argument('<SCHEDULE>', 'URL, file, or - for the standard input')
    .option('--track <NAME>', 'only this one; repeatable, as the next four', repeated)
    .option('--day <DAY>', '2026-02-04, Saturday, or 1 for the first day', repeated)
    .option('--room <NAME>', 'only this one', repeated)
    .option('--speaker <NAME>', 'only this one', repeated)
    .option('--spoken <LANGUAGE>', 'only sessions in this language', repeated)
    .option('--search <WORDS>', 'that title, abstract or speakers hold')
    .option(
      '--recording <URL,KEY=VALUE>',
      'of a room over a day, such as https://…/mill.mp4,room=Old Mill,day=1,start=9:55: sessions are cut from it; also end, offset, within; repeatable',
      repeated,
    )
    .option('--recorded', 'only sessions with a recording')
    .option('--include-off', 'also what is cancelled or not accepted, and breaks')
    .option('--format <FORMAT>', 'by default what the content says')
    .option('--time-zone <ZONE>', 'of a schedule that names none')
    .option('--id <ID>', 'your own id of the batch; a second import into it takes what has changed')
    .option('--name <NAME>', 'of the batch; by default the conference')
    .option('--event <NAME>', 'the conference, where the schedule has no title')
    .option('--language <TAG>', 'of the documents')
    .option('--template <NAME>', 'of the documents')
    .option('-p, --param <KEY=VALUE>', 'any other parameter of all jobs; repeatable', repeated)
    .option('--priority <N>', '1 (urgent) to 10', positiveInteger)
    .option('--metadata <KEY=VALUE>', 'your own values, given back; repeatable', repeated)
    .option('--no-cache', 'reads and makes everything anew')

/** As they were given. */
export type ScheduleOptions = ReturnType<ReturnType<typeof scheduleCommand>['opts']>
