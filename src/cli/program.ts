import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { addArchive } from './commands/archive.ts';
import { addBench } from './commands/bench.ts';
import { addCompare } from './commands/compare.ts';
import { addData } from './commands/data.ts';
import { addDelete } from './commands/delete.ts';
import { addDoctor } from './commands/doctor.ts';
import { addExport } from './commands/export.ts';
import { addField } from './commands/field.ts';
import { addImport } from './commands/import.ts';
import { addLab } from './commands/lab.ts';
import { addLikelihood } from './commands/likelihood.ts';
import { addMetrics } from './commands/metrics.ts';
import { addNote } from './commands/note.ts';
import { addPairs } from './commands/pairs.ts';
import { addPath } from './commands/path.ts';
import { addPin } from './commands/pin.ts';
import { addReplay } from './commands/replay.ts';
import { addRestore } from './commands/restore.ts';
import { addResume } from './commands/resume.ts';
import { addRuns } from './commands/runs.ts';
import { addSample } from './commands/sample.ts';
import { addShow } from './commands/show.ts';
import { addStudy } from './commands/study.ts';
import { addSweep } from './commands/sweep.ts';
import { addTag } from './commands/tag.ts';
import { addTrain } from './commands/train.ts';
import { addTrash } from './commands/trash.ts';

const EXAMPLES = `
Examples:
  streamline study ring --seed 1
  streamline train --model onehot --data ring:modes=5,radius=2,std=.3 --epochs 200
  streamline sample ring-class --n 800 --condition 3 --out samples.npy
  streamline sweep --model onehot --set lr=1e-3,3e-4 --set width=64,128 --seeds 3
  streamline runs --query 'model:onehot w2<0.7 tag:paper' --sort best:w2 --json
  streamline compare ring-uncond ring-class --markdown
  streamline pairs --coupling ot --source 8-gaussians --data moons --n 512 --out pairs.npy
  streamline path circular --t 0.6 --x0 0.5 --x1 1

RUN is an id, the beginning of one, or a name. Results go to stdout, progress to stderr.
Exit codes: 0 done, 1 it failed, 2 wrong input or a library that cannot be written (nothing was started),
  130 ended by Ctrl-C.`;

/** Commander's own words as every other message: "unknown command 'tarin' (did you mean train?)". */
function oneSentence(text: string): string {
  const words = text.trim().replace(/^error: /, '');
  const [said = '', ...more] = words.split('\n');
  const hint = more.join(' ').replace('(Did you mean', '(did you mean');
  return `${said.replace(/\.$/, '')}${hint === '' ? '' : ` ${hint}`}.`;
}

/** The whole command line. Options of the program stand before or after a command. */
export function createProgram(): Command {
  const program = new Command('streamline')
    .description(manifest.description)
    .version(manifest.version)
    .option('--json', 'print the result as JSON')
    .option(
      '--library <folder>',
      "folder of the recorded runs (default: STREAMLINE_LIBRARY, or the platform's data folder)",
    )
    .addHelpText('after', EXAMPLES)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text, write) => write(`streamline: ${oneSentence(text)}\n`) })
    .exitOverride();
  for (const add of [
    addStudy,
    addTrain,
    addSweep,
    addResume,
    addRuns,
    addShow,
    addCompare,
    addSample,
    addMetrics,
    addLikelihood,
    addLab,
    addField,
    addExport,
    addPath,
    addPairs,
    addData,
    addImport,
    addReplay,
    addTag,
    addNote,
    addPin,
    addArchive,
    addDelete,
    addTrash,
    addRestore,
    addDoctor,
    addBench,
  ]) {
    add(program);
  }
  return program;
}
