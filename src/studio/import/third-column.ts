import { MOST_CLASSES, type ThirdColumn } from '../../shared/model/own-data.ts';
import { fileProblem } from './file-problem.ts';

export type Conditions = { readonly labels: Int32Array | null; readonly column: Float32Array | null };

/** Names of a column that holds classes. */
const LABEL_NAMES = /^(label|labels|class|classes|category|cluster|group|mode)$/i;

/**
 * What the third column means. Whole numbers from 0 on are classes, anything else is a continuous condition, unless the
 * user or the column's name says which. `placeOf` names the row of a number in a sentence.
 */
export function conditionsFrom(
  name: string,
  values: Float64Array,
  asked: ThirdColumn,
  { head = null, placeOf }: { readonly head?: string | null; readonly placeOf: (row: number) => string },
): Conditions {
  const isLabels = asked === 'label' || (asked === 'auto' && (LABEL_NAMES.test(head ?? '') || looksLikeLabels(values)));
  if (!isLabels) return { labels: null, column: Float32Array.from(values) };
  const bad = values.findIndex((value) => !Number.isInteger(value) || value < 0 || value >= MOST_CLASSES);
  if (bad >= 0) {
    const range = `a whole number from 0 to ${MOST_CLASSES - 1}`;
    throw fileProblem(name, `${placeOf(bad)}: the label ${values[bad]} must be ${range}`);
  }
  const labels = Int32Array.from(values);
  refuseEmptyClass(name, labels);
  return { labels, column: null };
}

function looksLikeLabels(values: Float64Array): boolean {
  return values.every((value) => Number.isInteger(value) && value >= 0 && value < MOST_CLASSES);
}

/** A class without points could be asked for but never learned. */
function refuseEmptyClass(name: string, labels: Int32Array): void {
  const last = labels.reduce((most, label) => Math.max(most, label), 0);
  const seen = new Set(labels);
  for (let label = 0; label < last; label++) {
    if (seen.has(label)) continue;
    throw fileProblem(
      name,
      `class ${label} has no points, but labels go up to ${last}; number the classes from 0 without gaps`,
    );
  }
}

/** Labels of names, in the order of the alphabet. */
export function labelsOfNames(name: string, names: readonly string[]): Int32Array {
  const sorted = [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (sorted.length > MOST_CLASSES) {
    throw fileProblem(name, `column 3 names ${sorted.length} classes, but at most ${MOST_CLASSES} are allowed`);
  }
  const index = new Map(sorted.map((text, i) => [text, i]));
  return Int32Array.from(names, (text) => index.get(text) ?? 0);
}
