/** Commands whose title, group or name has every typed word, those whose title begins with the words first. */
export function findCommands<C extends { readonly title: string; readonly group: string; readonly id: string }>(
  commands: readonly C[],
  query: string,
): readonly C[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const text = ({ title, group, id }: C) => `${title} ${group} ${id}`.toLowerCase();
  const found = commands.filter((command) => words.every((word) => text(command).includes(word)));
  const first = words[0] ?? '';
  const rank = ({ title }: C) => (title.toLowerCase().startsWith(first) ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b));
}
