import cliProgress from 'cli-progress';
import type { RunSummary } from '../shared/model/records.ts';
import type { TrainingProgress } from '../shared/studio-protocol.ts';
import { duration, figure } from './format.ts';
import { tell } from './terminal.ts';

/** How far a training is, on stderr. */
export type ProgressDisplay = {
  begin(run: RunSummary): void;
  update(progress: TrainingProgress): void;
  /** `whole`: how many of the runs that are followed are over, when there are several. */
  end(run: RunSummary, whole: Whole | null): void;
};

export type Whole = { readonly done: number; readonly total: number };

const rate = (progress: TrainingProgress) => `${figure(Math.round(progress.stepsPerSecond))} steps/s`;
const left = ({ remainingMs }: TrainingProgress) => (remainingMs === null ? '–' : `${duration(remainingMs)} left`);
const note = (progress: TrainingProgress) => (progress.stalled ? ', the engine does not answer' : '');

const outcome = (run: RunSummary, whole: Whole | null) => {
  const count = whole === null ? '' : `[${whole.done} of ${whole.total}] `;
  // A stop says nothing that this line does not say already.
  const reason = run.reason === null || run.status === 'stopped' ? '' : ` ${run.reason}`;
  return `${count}${run.name}: ${run.status} at step ${run.step} of ${run.config.steps} after ${duration(run.durationMs)}.${reason}`;
};

/** A bar with rate and remaining time. */
function barDisplay(): ProgressDisplay {
  let bar: cliProgress.SingleBar | null = null;
  const stop = () => {
    bar?.stop();
    bar = null;
  };
  return {
    begin(run) {
      stop();
      bar = new cliProgress.SingleBar({
        format: '{name} {bar} {value}/{total}  {rate}  {left}  loss {loss}',
        barsize: 28,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        hideCursor: true,
        clearOnComplete: true,
        stopOnComplete: false,
        stream: process.stderr,
      });
      bar.start(run.config.steps, run.step, { name: run.name, rate: 'starting', left: '', loss: '–' });
    },
    update(progress) {
      bar?.update(progress.step, {
        rate: `${rate(progress)}${note(progress)}`,
        left: left(progress),
        loss: figure(progress.loss),
      });
    },
    end(run, whole) {
      stop();
      tell(outcome(run, whole));
    },
  };
}

/** A line at each tenth of the way: what a log file or a pipe can hold. */
function lineDisplay(): ProgressDisplay {
  let tenth = 0;
  return {
    begin(run) {
      tenth = Math.floor((10 * run.step) / run.config.steps);
      tell(`${run.name}: training, ${run.config.steps} steps.`);
    },
    update(progress) {
      const reached = Math.floor((10 * progress.step) / progress.steps);
      if (reached <= tenth || reached >= 10) return;
      tenth = reached;
      const { step, steps, loss } = progress;
      tell(`  ${step}/${steps}  ${rate(progress)}  ${left(progress)}  loss ${figure(loss)}${note(progress)}`);
    },
    end(run, whole) {
      tell(outcome(run, whole));
    },
  };
}

export function progressDisplay(): ProgressDisplay {
  return process.stderr.isTTY ? barDisplay() : lineDisplay();
}
