import { resolve } from 'node:path';
import type { Command } from 'commander';
import { nearestName } from '../../shared/flow/nearest-name.ts';
import { type PointFileInfo, THIRD_COLUMNS, type ThirdColumn } from '../../shared/model/own-data.ts';
import { UserError } from '../../shared/result.ts';
import { readFileOrRefuse } from '../../studio/import/npy.ts';
import { pointFileFromBytes } from '../../studio/import/point-file.ts';
import { figure, moment } from '../format.ts';
import { choiceOption, type GlobalOptions } from '../options.ts';
import { print, printJson, tableOf } from '../terminal.ts';
import { ask, withStudio, withWritableStudio } from '../with-studio.ts';

/** What the points of a file carry besides their places. */
const conditionOf = ({ classes, hasColumn }: PointFileInfo) =>
  hasColumn ? 'column' : classes > 1 ? `${classes} classes` : '–';

function table(files: readonly PointFileInfo[]): string {
  const rows = files.map((file) => [
    file.hash.slice(0, 12),
    file.name,
    String(file.points),
    conditionOf(file),
    file.cell > 0 ? `cell ${figure(file.cell)}` : '–',
    String(file.runs),
    moment(file.createdAt),
  ]);
  const heads = ['hash', 'name', 'points', 'condition', 'picture', 'runs', 'imported'];
  return tableOf(
    heads.map((head) => ({ head, align: head === 'points' || head === 'runs' ? 'right' : 'left' })),
    rows,
  );
}

/** The file that a word means: its hash, the beginning of it, or its name if only one has it. */
function findFile(files: readonly PointFileInfo[], text: string): PointFileInfo {
  const found = files.filter(({ hash, name }) => name === text || (text.length >= 4 && hash.startsWith(text)));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1) throw new UserError('bad-input', `${text} means ${found.length} files. Give more of the hash.`);
  const near = nearestName(
    text,
    files.map(({ name }) => name),
  );
  const hint = near === null ? 'The command data lists them.' : `Did you mean ${near}?`;
  throw new UserError('not-found', `There are no points ${text} in this library. ${hint}`);
}

export function addData(program: Command): void {
  const data = program.command('data').description('points of your own in the library: list, import, delete');
  data
    .command('list', { isDefault: true })
    .description('list the files, newest first')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const files = await withStudio(options, (studio) => ask(studio, 'data.list', {}));
      if (options.json) return printJson(files);
      if (files.length === 0) return print('There are no points of your own yet: import a CSV, NPY, PNG or JPEG file.');
      print(table(files));
    });
  data
    .command('import')
    .description('take the points of files into the library; train --data FILE does it by itself')
    .argument('<file...>', 'CSV, TSV, TXT, NPY, PNG or JPEG')
    .addOption(choiceOption('--third-column', 'what a third column is (default: auto, by its numbers)', THIRD_COLUMNS))
    .action(async (paths: string[], _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { readonly thirdColumn?: ThirdColumn }>();
      const third = options.thirdColumn ?? 'auto';
      const read = paths.map((path) => ({ name: path, bytes: readFileOrRefuse(resolve(path), path), third }));
      // All are looked at before the first is kept, so that a wrong one changes nothing.
      for (const { name, bytes } of read) pointFileFromBytes(bytes, name, third);
      const files = await withWritableStudio(options, async (studio) => {
        const imported: PointFileInfo[] = [];
        for (const input of read) imported.push(await ask(studio, 'data.import', input));
        return imported;
      });
      if (options.json) return printJson(files);
      print(table(files));
    });
  data
    .command('delete')
    .description('delete files that no run uses')
    .argument('<file...>', 'hashes, beginnings of hashes, or names')
    .action(async (texts: string[], _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const deleted = await withWritableStudio(options, async (studio) => {
        const files = await ask(studio, 'data.list', {});
        const found = [...new Set(texts.map((text) => findFile(files, text)))];
        for (const { hash } of found) await ask(studio, 'data.delete', { hash });
        return found;
      });
      if (options.json) return printJson({ deleted: deleted.map(({ hash, name }) => ({ hash, name })) });
      for (const { name } of deleted) print(`Deleted ${name}.`);
    });
}
