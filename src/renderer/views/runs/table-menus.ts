/** The choices of how the table is grouped and what it shows. */

import { settingLabel } from '../../../shared/comparison/setting-words.ts';
import { metricWords } from '../../../shared/model/metric-words.ts';
import type { Grouping } from '../../../shared/query/groups.ts';
import type { MenuItem } from '../../parts/Menu.svelte';
import { session } from '../../state/session.svelte.ts';
import { COLUMNS } from './columns.ts';
import { table } from './table.svelte.ts';

export const GROUPINGS: readonly { readonly by: Grouping; readonly label: string }[] = [
  { by: 'none', label: 'None' },
  { by: 'settings', label: 'Same settings' },
  { by: 'study', label: 'Study' },
  { by: 'tag', label: 'Tag' },
  { by: 'setting:model', label: 'Model' },
  { by: 'setting:data.name', label: 'Data' },
  { by: 'setting:source.name', label: 'Source' },
  { by: 'setting:coupling.kind', label: 'Coupling' },
  { by: 'setting:path.kind', label: 'Path' },
  { by: 'setting:network.width', label: 'Width' },
  { by: 'setting:optimizer.learningRate', label: 'Learning rate' },
  { by: 'setting:batch', label: 'Batch' },
];

/** What the runs are grouped by, in words. */
export function groupingLabel(by: Grouping): string {
  const known = GROUPINGS.find((each) => each.by === by)?.label;
  return known ?? settingLabel(by.slice('setting:'.length));
}

export function groupItems(): readonly MenuItem[] {
  const shown = GROUPINGS.some(({ by }) => by === table.grouping)
    ? GROUPINGS
    : [...GROUPINGS, { by: table.grouping, label: groupingLabel(table.grouping) }];
  const items: MenuItem[] = shown.map(({ by, label }) => ({
    label,
    checked: table.grouping === by,
    run: () => {
      table.grouping = by;
    },
  }));
  items.push({
    label: 'Any other setting …',
    checked: false,
    run: () => {
      session.overlay = 'group';
    },
  });
  return items;
}

export function toggleColumn(id: string): void {
  table.columns = table.columns.includes(id) ? table.columns.filter((other) => other !== id) : [...table.columns, id];
}

export function columnItems(): readonly MenuItem[] {
  const figures = table.vocabulary.metrics.filter((name) => !name.includes('@'));
  return [
    ...figures.map((name) => ({
      label: metricWords(name).label,
      detail: 'figure',
      checked: table.figure === name,
      run: () => table.chooseFigure(name, table.which),
    })),
    ...(['last', 'best'] as const).map((which) => ({
      label: which === 'last' ? 'Last value' : 'Best value',
      detail: 'of the figure',
      checked: table.which === which,
      run: () => table.chooseFigure(table.figure, which),
    })),
    ...COLUMNS.map(({ id, label }) => ({
      label,
      checked: table.columns.includes(id),
      run: () => toggleColumn(id),
    })),
  ];
}
