/** Pausing, going on, stopping: the run that is meant, otherwise the one that trains. */
import type { RunSummary } from '../../../shared/model/records.ts';
import type { IconName } from '../../parts/icon-shapes.ts';
import { library } from '../../state/library.svelte.ts';
import { holdQueue, trainAgain } from '../../state/queue.ts';
import { isLive } from '../../state/run-words.ts';
import { meantRun, notOne } from '../runs/meant.ts';
import type { Command } from './command.ts';

/** Ended before its last step, with a checkpoint to go on from. One that diverged would do so again. */
const ENDED_EARLY = ['stopped', 'interrupted', 'failed'];

const subject = (fits: (run: RunSummary) => boolean): RunSummary | null => {
  const { training } = library;
  const meant = meantRun();
  if (meant && fits(meant)) return meant;
  return training && fits(training) ? training : null;
};
const trains = () => subject(({ status }) => status === 'training');
const live = () => subject(isLive);
const resumable = () => subject(({ status }) => status === 'paused' || ENDED_EARLY.includes(status));

const order = (
  id: string,
  title: string,
  icon: IconName,
  find: () => RunSummary | null,
  none: string | (() => string | null),
  run: (run: RunSummary) => unknown,
): Command => ({
  id: `training.${id}`,
  title,
  group: 'Runs',
  icon,
  keys: [],
  blocked: () => (find() !== null ? null : typeof none === 'string' ? none : none()),
  run: () => {
    const found = find();
    if (found) void run(found);
  },
});

export const trainingCommands: readonly Command[] = [
  order('pause', 'Pause the training', 'pause', trains, 'nothing trains', ({ id }) => library.order('queue.pause', id)),
  order('resume', 'Go on with the training', 'play', resumable, 'no paused or interrupted run', ({ id }) =>
    library.order('queue.resume', id),
  ),
  order('stop', 'Stop the training and keep the run', 'stop', live, 'nothing trains', ({ id }) =>
    library.order('queue.stop', id),
  ),
  order('again', 'Train the same settings again', 'reset', meantRun, notOne, trainAgain),
  {
    id: 'training.hold',
    title: 'Hold or release the queue',
    group: 'Runs',
    icon: 'clock',
    keys: [],
    run: () => void holdQueue(!library.held),
  },
];
