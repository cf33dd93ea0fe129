import { type Command, Option } from 'commander';
import { tagSchema } from '../../shared/protocol/library.ts';
import { UserError } from '../../shared/result.ts';
import type { GlobalOptions } from '../options.ts';
import { findRuns } from '../run-reference.ts';
import { print, printJson } from '../terminal.ts';
import { ask, withStudio, withWritableStudio } from '../with-studio.ts';

type TagOptions = GlobalOptions & { readonly add?: readonly string[]; readonly remove?: readonly string[] };

/** Tags of one option, given several times or parted by commas. */
const tagsOf =
  (flag: string) =>
  (text: string, before: readonly string[] = []): readonly string[] => {
    const tags = text.split(',').map((part) => {
      const parsed = tagSchema.safeParse(part);
      if (parsed.success) return parsed.data;
      throw new UserError('bad-input', `${flag} "${text}": ${parsed.error.issues[0]?.message ?? 'is no tag.'}`);
    });
    return [...before, ...tags];
  };

export function addTag(program: Command): void {
  program
    .command('tag')
    .description('give tags to runs or take them away; without --add and --remove, say which they have')
    .argument('<run...>', 'ids, beginnings of ids, or names')
    .addOption(new Option('--add <tag>', 'a tag to give; several times or with commas').argParser(tagsOf('--add')))
    .addOption(new Option('--remove <tag>', 'a tag to take away').argParser(tagsOf('--remove')))
    .action(async (texts: string[], _options: object, command: Command) => {
      const { add = [], remove = [], ...options } = command.optsWithGlobals<TagOptions>();
      const both = add.find((tag) => remove.includes(tag));
      if (both !== undefined)
        throw new UserError('bad-input', `--add ${both} and --remove ${both} contradict each other.`);
      const open = add.length + remove.length > 0 ? withWritableStudio : withStudio;
      const runs = await open(options, async (studio) => {
        const found = findRuns(await ask(studio, 'runs.list', {}), texts);
        const ids = found.map(({ id }) => id);
        if (add.length + remove.length > 0) await ask(studio, 'runs.tag', { ids, add: [...add], remove: [...remove] });
        return Promise.all(ids.map((id) => ask(studio, 'runs.show', { id })));
      });
      if (options.json) return printJson(runs.map(({ id, name, tags }) => ({ id, name, tags })));
      for (const { name, tags } of runs) print(`${name}: ${tags.length === 0 ? 'no tags' : tags.join(', ')}`);
    });
}
