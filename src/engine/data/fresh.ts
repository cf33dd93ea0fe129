/** Fresh draws of a data distribution inside the graph; distributed as the scalar samplers of src/shared/flow/data. */
import { DATASETS } from '../../shared/flow/datasets.ts';
import { evenPlaces } from '../../shared/flow/draw.ts';
import { type PointFile, pointFile } from '../../shared/flow/point-file.ts';
import type { DataName } from '../../shared/model/names.ts';
import { random } from '../graph/index.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import { stepSeed } from './seeds.ts';

export type FreshBatch = {
  /** Points [batch, 2]. */
  readonly points: Tensor;
  /** Classes, int32 [batch]. */
  readonly labels: Tensor;
  /** Continuous condition of each point, [batch, 1], where the points have a column of their own. */
  readonly column: Tensor | null;
};

type Params = Readonly<Record<string, number>>;
type Draws = {
  /** Classes drawn uniformly, int32 [batch]. */
  classes(count: number): Tensor;
  /** Uniform in [0, 1), [batch, columns]. */
  uniform(columns: number): Tensor;
  /** Standard normal, [batch, columns]. */
  normal(columns: number): Tensor;
};
type Drawn = Omit<FreshBatch, 'column'>;
type FreshSampler = (params: Params, draws: Draws) => Drawn;

const value = (params: Params, key: string) => params[key] as number;
const columns = (x: Tensor, y: Tensor) => tf.concat([x, y], 1);
const asColumn = (labels: Tensor) => labels.cast('float32').expandDims(1);
const noClass = (points: Tensor): Drawn => ({ points, labels: tf.zeros([points.shape[0] as number], 'int32') });
const polar = (radius: Tensor, angle: Tensor) => columns(radius.mul(angle.cos()), radius.mul(angle.sin()));

/** Equally weighted isotropic modes: a mean picked by class plus normal noise. */
const modes =
  (name: DataName): FreshSampler =>
  (params, draws) => {
    const mixture = DATASETS[name].mixture?.(params);
    if (!mixture) throw new Error(`${name} has no modes.`);
    const labels = draws.classes(mixture.means.length);
    const means = tf.tensor2d(mixture.means.flat(), [mixture.means.length, 2]);
    return { points: tf.gather(means, labels as never).add(draws.normal(2).mul(mixture.std)), labels };
  };

const annulus: FreshSampler = (params, draws) => {
  const inner = value(params, 'inner');
  const [place, turn] = tf.split(draws.uniform(2), 2, 1) as [Tensor, Tensor];
  const radius = place.mul(value(params, 'outer') - inner).add(inner);
  return noClass(polar(radius, turn.mul(2 * Math.PI)));
};

const moons: FreshSampler = (params, draws) => {
  const labels = draws.classes(2);
  const side = tf.sub(1, asColumn(labels).mul(2)).mul(value(params, 'scale'));
  const angle = draws.uniform(1).mul(Math.PI);
  const arc = columns(angle.cos().sub(0.5), angle.sin().sub(0.25));
  const noise = draws.normal(2).mul(value(params, 'noise'));
  const centre = tf.tensor2d([[value(params, 'x'), value(params, 'y')]]);
  return { points: arc.mul(side).add(noise).add(centre), labels };
};

const spirals: FreshSampler = (params, draws) => {
  const arms = value(params, 'arms');
  const labels = draws.classes(arms);
  const along = draws.uniform(1).sqrt();
  const turns = along.mul(value(params, 'turns')).add(asColumn(labels).div(arms));
  const arm = polar(along.mul(value(params, 'radius')), turns.mul(2 * Math.PI));
  return { points: arm.add(draws.normal(2).mul(value(params, 'noise'))), labels };
};

const sCurve: FreshSampler = (params, draws) => {
  const angle = draws
    .uniform(1)
    .sub(0.5)
    .mul(3 * Math.PI);
  const curve = columns(angle.sin(), angle.sign().mul(angle.cos().sub(1))).mul(value(params, 'scale'));
  return noClass(curve.add(draws.normal(2).mul(value(params, 'noise'))));
};

const pinwheel: FreshSampler = (params, draws) => {
  const arms = value(params, 'arms');
  const labels = draws.classes(arms);
  const [n1, n2] = tf.split(draws.normal(2), 2, 1) as [Tensor, Tensor];
  const along = n1.mul(value(params, 'radial')).add(1);
  const across = n2.mul(value(params, 'tangential'));
  const angle = asColumn(labels)
    .mul((2 * Math.PI) / arms)
    .add(along.exp().mul(value(params, 'rate')));
  const [cosine, sine] = [angle.cos(), angle.sin()];
  const blade = columns(along.mul(cosine).sub(across.mul(sine)), along.mul(sine).add(across.mul(cosine)));
  return { points: blade.mul(value(params, 'scale')), labels };
};

/** Picks a dark square by its number and a uniform place in it; labels are the squares until they are dropped. */
const checkerboard: FreshSampler = (params, draws) => {
  const cells = value(params, 'cells');
  const size = value(params, 'size');
  const corners: number[] = [];
  for (let k = 0; k < Math.ceil((cells * cells) / 2); k++) {
    const row = Math.floor((2 * k) / cells);
    corners.push(((2 * k) % cells) + (cells % 2 === 0 ? row % 2 : 0), row);
  }
  const squares = draws.classes(corners.length / 2);
  const corner = tf.gather(tf.tensor2d(corners, [corners.length / 2, 2]), squares as never);
  return noClass(
    corner
      .add(draws.uniform(2))
      .mul((2 * size) / cells)
      .sub(size),
  );
};

/** Labels [n] and places [n, 1] of a batch whose points are evenly spaced, class after class. */
function evenBatch(classes: number, n: number): { readonly labels: Tensor; readonly along: Tensor } {
  const { labels, along } = evenPlaces(
    classes,
    Int32Array.from({ length: n }, (_, i) => i),
  );
  return { labels: tf.tensor1d(labels, 'int32'), along: tf.tensor2d(Float32Array.from(along), [n, 1]) };
}

const c2otMoons: FreshSampler = (params, draws) => {
  const [turn, shift] = tf.split(draws.uniform(2), 2, 1) as [Tensor, Tensor];
  const even = params.even === 1 ? evenBatch(2, turn.shape[0] as number) : null;
  const labels = even?.labels ?? draws.classes(2);
  const angle = (even?.along ?? turn).mul(Math.PI);
  const second = asColumn(labels);
  const side = tf.sub(1, second.mul(2));
  const x = angle.cos().mul(side).add(second);
  const y = angle.sin().mul(side).add(second.mul(0.5));
  const noise = shift.mul(value(params, 'noise'));
  const points = columns(x.add(noise), y.add(noise)).mul(value(params, 'scale')).add(value(params, 'shift'));
  return { points, labels };
};

const point: FreshSampler = (params, draws) => {
  const place = tf.tensor2d([value(params, 'x'), value(params, 'y')], [1, 2]);
  return noClass(draws.uniform(2).mul(0).add(place));
};

const FRESH: Readonly<Record<Exclude<DataName, 'file'>, FreshSampler>> = {
  ring: modes('ring'),
  '8-gaussians': modes('8-gaussians'),
  'four-gaussians': modes('four-gaussians'),
  'mixture-11': modes('mixture-11'),
  annulus,
  moons,
  spirals,
  's-curve': sCurve,
  pinwheel,
  checkerboard,
  point,
  'c2ot-moons': c2otMoons,
};

/** Rows of the user's own points picked at random, each spread over its cell. */
function ownBatch(file: PointFile, rows: Tensor, place: Tensor): FreshBatch {
  const n = file.points.length / 2;
  const points = tf
    .gather(tf.tensor2d(file.points, [n, 2]), rows as never)
    .add(place.sub(0.5).mul(file.cell)) as Tensor;
  const labels =
    file.labels === null ? tf.zeros([rows.size], 'int32') : tf.gather(tf.tensor1d(file.labels, 'int32'), rows as never);
  const column = file.column === null ? null : tf.gather(tf.tensor2d(file.column, [n, 1]), rows as never);
  return { points, labels, column };
}

/** One batch of fresh draws at a step (int32 scalar tensor). */
export function freshBatch(
  data: { readonly name: DataName; readonly params: Params; readonly file?: string | undefined },
  batch: number,
  seed: number,
  step: Tensor,
): FreshBatch {
  const draws: Draws = {
    classes: (count) => random.integer([batch], stepSeed(seed, 'data', step), 0, count),
    uniform: (width) => random.uniform([batch, width], stepSeed(seed, 'dataPlace', step)),
    normal: (width) => random.normal([batch, width], stepSeed(seed, 'dataNoise', step)),
  };
  if (data.name !== 'file') return { ...FRESH[data.name](data.params, draws), column: null };
  const file = pointFile(data.file);
  if (file === null) throw new Error('The points of this data are not in this process.');
  return ownBatch(file, draws.classes(file.points.length / 2), draws.uniform(2));
}
