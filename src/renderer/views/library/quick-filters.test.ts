import { expect, test } from 'vitest';
import { parseQuery } from '../../../shared/query/query.ts';
import { quickFilters } from './quick-filters.ts';

test('every offered filter is a query that is understood', () => {
  for (const { label, query } of quickFilters([])) {
    expect(
      parseQuery(query).terms.flatMap(({ problem }) => problem ?? []),
      label,
    ).toEqual([]);
  }
});

test("the user's own filters follow, and take the place of ours with the same name", () => {
  const saved = [
    { name: 'Paper', query: 'tag:paper ' },
    { name: 'Pinned', query: 'is:pinned w2<1' },
  ];
  const offered = quickFilters(saved);
  expect(offered.at(-2)).toEqual({ label: 'Paper', query: 'tag:paper' });
  expect(offered.filter(({ label }) => label === 'Pinned')).toEqual([{ label: 'Pinned', query: 'is:pinned w2<1' }]);
});
