import { metricWords } from '../../../shared/model/metric-words.ts';
import { figureKey } from '../../../shared/studies/published.ts';
import { TABLES } from '../../../shared/studies/studies.ts';
import type { Study } from '../../../shared/studies/study.ts';

/** A metric's name in words; figures of a published table have titles of their own, set as on paper. */
export function figureLabel({ id }: Pick<Study, 'id'>, metric: string): string {
  const figure = TABLES[id]?.figures.find((other) => figureKey(other) === metric);
  if (figure === undefined) return metricWords(metric).label;
  return figure.title.replace('W2', 'W₂').replace(/(?<=\de)-/, '−');
}
