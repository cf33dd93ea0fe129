/** What the pages of the studies need: the setting of a start, the runs of a study, and their figures over seeds. */
import { fieldProblem } from '../../shared/model/fields.ts';
import type { SourceName } from '../../shared/model/names.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import { isWhole, studyRunOf } from '../../shared/studies/match.ts';
import { figureKey } from '../../shared/studies/published.ts';
import { ownBase, studyRuns, TABLES } from '../../shared/studies/studies.ts';
import type { ExpectedFigure, Study, StudyRun } from '../../shared/studies/study.ts';
import { type MeanStd, meanStd, type Verdict, verdictOf } from '../../shared/studies/verdict.ts';
import { call } from '../api.ts';
import { library } from './library.svelte.ts';
import { session } from './session.svelte.ts';
import { FIRST_SEED, SHORT_STEPS, startStudy } from './start-runs.ts';

export type StudyLength = 'full' | 'short';

/** A figure to expect beside ours over the seeds that are in the library. */
export type HeldFigure = {
  readonly run: StudyRun;
  readonly expected: ExpectedFigure;
  readonly ours: MeanStd | null;
  readonly verdict: Verdict | null;
};

class Studies {
  length = $state<StudyLength>('full');
  /** As typed. */
  seedText = $state(String(FIRST_SEED));
  readonly seed: number = $derived(/^\d+$/.test(this.seedText.trim()) ? Number(this.seedText) : Number.NaN);
  busy = $state(false);
  /** The run that is being measured for a table. */
  measuring = $state.raw<{ readonly run: RunSummary; readonly index: number; readonly of: number } | null>(null);
  #bases = $state.raw<Readonly<Record<string, SourceName>>>({});

  base(study: Study): SourceName {
    return this.#bases[study.id] ?? ownBase(study);
  }

  setBase(study: Study, base: SourceName): void {
    this.#bases = { ...this.#bases, [study.id]: base };
  }

  get maxSteps(): number | null {
    return this.length === 'short' ? SHORT_STEPS : null;
  }

  /** What to enter instead. */
  get seedProblem(): string | null {
    return fieldProblem('seed', this.seed);
  }

  /** The trainings that "Run study" starts. */
  planned(study: Study, length: StudyLength = this.length): readonly StudyRun[] {
    const maxSteps = length === 'short' ? SHORT_STEPS : null;
    return studyRuns(study, { base: this.base(study), seed: this.seedProblem === null ? this.seed : 0, maxSteps });
  }

  async start(study: Study): Promise<void> {
    if (this.busy || this.seedProblem !== null) return;
    this.busy = true;
    await startStudy({ preset: study.id, base: this.base(study), seed: this.seed, maxSteps: this.maxSteps });
    this.busy = false;
  }

  /** Start's one click: the whole study, whatever was chosen on its page. */
  async startWhole(study: Study): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    await startStudy({ preset: study.id, base: ownBase(study), seed: FIRST_SEED, maxSteps: null });
    this.busy = false;
  }

  /** Runs of the study in the library, newest first. */
  runs(study: Study): readonly RunSummary[] {
    return library.runs.filter((run) => run.preset === study.id).toSorted((a, b) => b.createdAt - a.createdAt);
  }

  /** Finished runs of full length with this key and the chosen source. */
  #wholeRuns(study: Study, key: string): readonly RunSummary[] {
    const base = this.base(study);
    return this.runs(study).filter((run) => {
      if (run.status !== 'finished') return false;
      if (study.bases.length > 1 && run.config.source.name !== base) return false;
      const own = studyRunOf(study, run);
      return own?.key === key && isWhole(own, run);
    });
  }

  /** Every figure to expect with the chosen source, beside ours. */
  held(study: Study): readonly HeldFigure[] {
    const base = this.base(study);
    const runs = new Map(study.runs({ base, seed: 0 }).map((run) => [run.key, run]));
    const keys = [...runs.keys()];
    // A published table comes figure by figure; here the figures of a run stand together.
    const inOrder = study.expected.toSorted((a, b) => keys.indexOf(a.run) - keys.indexOf(b.run));
    return inOrder.flatMap((expected) => {
      const run = runs.get(expected.run);
      if (!run || (expected.base !== undefined && expected.base !== base)) return [];
      const values = this.#wholeRuns(study, expected.run).flatMap(({ metrics }) => {
        const found = metrics.find((metric) => metric.name === expected.metric);
        return found ? [found.value] : [];
      });
      const ours = values.length === 0 ? null : meanStd(values);
      return [{ run, expected, ours, verdict: ours === null ? null : verdictOf(expected, ours.mean) }];
    });
  }

  /** Finished runs of full length that lack a figure of the published table; empty for a study without one. */
  unmeasured(study: Study): readonly RunSummary[] {
    const table = TABLES[study.id];
    if (!table) return [];
    const keys = study.runs({ base: this.base(study), seed: 0 }).map((run) => run.key);
    return keys
      .flatMap((key) => this.#wholeRuns(study, key))
      .filter(({ metrics, step }) =>
        table.figures.some((figure) => {
          const found = metrics.find((metric) => metric.name === figureKey(figure));
          return found?.n !== table.n || found.step !== step;
        }),
      );
  }

  /** Measures these runs one after the other as the published table was; ends at the first that cannot be. */
  async measure(study: Study): Promise<void> {
    const table = TABLES[study.id];
    if (!table || this.measuring !== null) return;
    const solvers = [...new Map(table.figures.map(({ solver }) => [solver.key, solver])).values()].map(
      ({ key, solver, steps, tolerance }) => ({ key, solver, steps, tolerance }),
    );
    const energy = table.figures.some(({ metric }) => metric === 'npe');
    const runs = this.unmeasured(study);
    for (const [index, run] of runs.entries()) {
      this.measuring = { run, index, of: runs.length };
      const reply = await call('runs.evaluate', { id: run.id, n: table.n, solvers, energy });
      session.evaluation = null;
      if (reply.ok) continue;
      session.toast('error', `${run.name} was not measured`, reply.error.message);
      break;
    }
    this.measuring = null;
  }

  open(study: Study): void {
    session.page = { kind: 'study', name: study.id };
  }
}

export const studies = new Studies();
