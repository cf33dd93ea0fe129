import { type Command, Option } from 'commander';
import { MODELS } from '../../shared/model/names.ts';
import { parameterCount } from '../../shared/model/parameters.ts';
import { follow } from '../follow.ts';
import { choiceOption, type GlobalOptions } from '../options.ts';
import { reportOutcome } from '../outcome.ts';
import { importFiles } from '../own-data.ts';
import { tell } from '../terminal.ts';
import { withTeacher } from '../train/teacher.ts';
import { type TrainOptions, trainConfig } from '../train-config.ts';
import { addTrainOptions, nameOf } from '../train-options.ts';
import { ask, withWritableStudio } from '../with-studio.ts';

export function addTrain(program: Command): void {
  const train = program
    .command('train')
    .description('train one model; what is not given is as in the ring study')
    .addOption(
      choiceOption('--model', 'what the velocity depends on besides place and time', MODELS).makeOptionMandatory(),
    );
  addTrainOptions(train)
    .addOption(new Option('--name <name>', 'name of the run').argParser(nameOf))
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & TrainOptions & { readonly name?: string }>();
      const config = trainConfig(options);
      const followed = await withWritableStudio(options, async (studio) => {
        tell(
          `${config.model} model, ${parameterCount(config).toLocaleString('en-US')} parameters, ${config.steps} steps`,
        );
        await importFiles(studio, config);
        const taught = await withTeacher(studio, config);
        return follow(studio, () =>
          ask(studio, 'queue.add', { runs: [{ name: options.name ?? null, config: taught }], study: null }),
        );
      });
      reportOutcome(followed, options, 'one');
    });
}
