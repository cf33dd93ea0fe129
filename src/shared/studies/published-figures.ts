import { figureKey, type PublishedTable } from './published.ts';
import type { ExpectedFigure } from './study.ts';

/** The cells of a published table as figures that a study's runs are held against. */
export function publishedFigures(table: PublishedTable): readonly ExpectedFigure[] {
  return table.figures.flatMap((figure) => {
    const metric = figureKey(figure);
    return Object.entries(table.values[metric] ?? {}).map(
      ([run, { mean, std }]): ExpectedFigure => ({ run, metric, mean, std, seeds: table.seeds, source: 'published' }),
    );
  });
}
