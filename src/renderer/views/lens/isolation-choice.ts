/** Isolating as a list offers it: a class, an endpoint mode, or the region that was drawn. */
import type { Isolation, Point } from '../../../shared/flow/isolate.ts';
import { decimal } from '../../format.ts';

export type IsolationChoice = { readonly value: string; readonly label: string };

export function isolationChoices(
  now: Isolation | null,
  classes: number,
  modes: readonly Point[],
): readonly IsolationChoice[] {
  return [
    { value: 'none', label: 'All particles' },
    ...(now?.kind === 'region' ? [{ value: 'region', label: `Region at t = ${decimal(now.t, 2)}` }] : []),
    ...Array.from({ length: classes }, (_, label) => ({ value: `class ${label}`, label: `Class ${label}` })),
    ...modes.map((_, mode) => ({ value: `mode ${mode}`, label: `Ends at mode ${mode}` })),
  ];
}

export function choiceOf(isolation: Isolation | null): string {
  if (!isolation) return 'none';
  if (isolation.kind === 'region') return 'region';
  return isolation.kind === 'mode' ? `mode ${isolation.mode}` : `class ${isolation.value}`;
}

/** What a choice means; a region stays the one that was drawn. */
export function isolationOf(choice: string, now: Isolation | null, modes: readonly Point[]): Isolation | null {
  const [kind, number] = choice.split(' ');
  const value = Number(number);
  switch (kind) {
    case 'class':
      return { kind: 'condition', value };
    case 'mode':
      return { kind: 'mode', mode: value, modes };
    case 'region':
      return now;
    default:
      return null;
  }
}
