import { Argument, type Command } from 'commander';
import { oneOf } from '../bad-input.ts';
import { follow } from '../follow.ts';
import { addBaseOptions, type BaseOptions, baseOf, type GlobalOptions, numberOption } from '../options.ts';
import { reportOutcome } from '../outcome.ts';
import { ask, withStudio } from '../with-studio.ts';

const STUDIES = ['ring'] as const;

type StudyOptions = GlobalOptions & BaseOptions & { readonly seed?: number; readonly maxSteps?: number };

export function addStudy(program: Command): void {
  const study = program
    .command('study')
    .description('train the three models of a study, one after the other, and compare them with their floors')
    .addArgument(new Argument('<study>', 'which study').choices(STUDIES).argParser(oneOf('study', STUDIES)))
    .addOption(numberOption('seed', { about: 'seed of every random number (default: 1)' }))
    .addOption(
      numberOption('steps', { flag: '--max-steps', about: 'train no model longer than this; for a quick look' }),
    );
  addBaseOptions(study).action(async (preset: 'ring', _options: object, command: Command) => {
    const options = command.optsWithGlobals<StudyOptions>();
    const input = { preset, base: baseOf(options), seed: options.seed ?? 1, maxSteps: options.maxSteps ?? null };
    const followed = await withStudio(options, (studio) =>
      follow(studio, async () => (await ask(studio, 'study.start', input)).runIds),
    );
    reportOutcome(followed, options, 'list');
  });
}
