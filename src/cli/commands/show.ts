import type { Command } from 'commander';
import { formatDistribution } from '../../shared/flow/parse-distribution.ts';
import { formatPath } from '../../shared/flow/path.ts';
import { pointFile } from '../../shared/flow/point-file.ts';
import { guidanceInWords, networkInWords, optimizerInWords } from '../../shared/model/config-words.ts';
import { historyInShort, historyLines } from '../../shared/model/history-words.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import type { HistoryEntry } from '../../shared/protocol/history.ts';
import { duration, moment } from '../format.ts';
import { metricTable } from '../metric-table.ts';
import type { GlobalOptions } from '../options.ts';
import { runListEntry } from '../run-list-entry.ts';
import { findRun } from '../run-reference.ts';
import { print, printJson, tableOf } from '../terminal.ts';
import { ask, withStudio } from '../with-studio.ts';

/** Every setting and outcome of a run as label and value. */
function facts(run: RunSummary, snapshots: readonly number[], history: readonly HistoryEntry[]): [string, string][] {
  const { config, backend } = run;
  const { network, optimizer, sampling } = config;
  const steps = `${config.steps} of batch ${config.batch}`;
  const own = pointFile(config.data.file)?.name ?? config.data.file?.slice(0, 12);
  const data = own === undefined ? formatDistribution(config.data.name, config.data.params) : `the points ${own}`;
  return [
    ['id', run.id],
    ['status', run.reason === null ? run.status : `${run.status}: ${run.reason}`],
    ['study', run.studyName ?? '–'],
    ['tags', run.tags.length === 0 ? '–' : run.tags.join(', ')],
    ...(run.pinned ? [['pinned', 'yes, as a baseline'] as [string, string]] : []),
    ...(run.archivedAt === null ? [] : [['archived', moment(run.archivedAt)] as [string, string]]),
    ...(run.note === '' ? [] : [['note', run.note] as [string, string]]),
    ['model', `${config.model}, ${run.parameterCount} parameters`],
    ['data', config.freshData ? `${data}, drawn fresh each step` : `${data}, ${config.dataSize} points`],
    ['base', `${config.source.name}, ${formatPath(config.path)} path, ${config.coupling.kind} coupling`],
    ['network', networkInWords(network)],
    ['training', `${steps}, ${optimizerInWords(optimizer)}, seed ${config.seed}`],
    ...(config.guidance.dropout === 0 ? [] : [['guidance', guidanceInWords(config.guidance)] as [string, string]]),
    ['steps done', `${run.step} in ${duration(run.durationMs)}`],
    ['sampling', `${sampling.solver}, ${sampling.steps} steps, ${sampling.samples} samples`],
    ['backend', backend === null ? '–' : `${backend.version}, ${backend.device}. ${backend.why}`],
    ['snapshots', snapshots.length === 0 ? '–' : `at steps ${snapshots.join(', ')}`],
    ['created', moment(run.createdAt)],
    ...historyFacts(history),
  ];
}

/** Nothing for a training that went through without interruption or note. */
function historyFacts(history: readonly HistoryEntry[]): [string, string][] {
  const short = historyInShort(history);
  if (short === null) return [];
  return [
    ['history', short],
    ...historyLines(history).map(({ at, words }): [string, string] => ['', `${moment(at)}  ${words}`]),
  ];
}

export function addShow(program: Command): void {
  program
    .command('show')
    .description('show everything about one run: settings, outcome and metrics beside their floors')
    .argument('<run>', 'id, beginning of an id, or name')
    .action(async (text: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const { run, snapshots, history } = await withStudio(options, async (studio) => {
        const found = findRun(await ask(studio, 'runs.list', {}), text);
        const { id } = found;
        return {
          run: found,
          snapshots: await ask(studio, 'runs.snapshots', { id }),
          history: await ask(studio, 'runs.history', { id }),
        };
      });
      const steps = snapshots.map(({ step }) => step);
      if (options.json) {
        const { reason, note, createdAt, startedAt, finishedAt, parameterCount, config } = run;
        const times = { createdAt, startedAt, finishedAt };
        return printJson({
          ...runListEntry(run),
          reason,
          note,
          ...times,
          parameterCount,
          backendInfo: run.backend,
          snapshots: steps,
          history,
          config,
        });
      }
      print(run.name);
      print(tableOf([{ head: '' }, { head: '' }], facts(run, steps, history)).trimStart());
      print(`\n${metricTable([run])}`);
    });
}
