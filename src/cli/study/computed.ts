/** Studies without a training: what they teach, computed by the formulas that the window draws. */
import { pathPoint, SCHEDULES } from '../../shared/flow/schedule.ts';
import { PATHS } from '../../shared/model/names.ts';
import { PAIR } from '../../shared/studies/five-minutes.ts';
import { walkPair } from '../../shared/studies/pair.ts';
import { WORKED_EXAMPLE } from '../../shared/studies/paths.ts';
import { figure } from '../format.ts';
import { print, printJson, tableOf } from '../terminal.ts';

const place = (point: readonly number[]) => `(${point.map((value) => figure(round(value))).join(', ')})`;
/** Rounding errors of the last digits are not shown as figures. */
const round = (value: number) => Number(value.toFixed(9)) + 0;
const right = (head: string) => ({ head, align: 'right' }) as const;

/** `study five-minutes`: the pair (1, 1) → (6, 6) in five steps. */
export function printFiveMinutes(json: boolean): void {
  const steps = walkPair('linear', SCHEDULES.linear.defaults, PAIR).map((row) => ({
    ...row,
    xt: row.xt.map(round),
    euler: row.euler.map(round),
  }));
  if (json) {
    printJson({ study: 'five-minutes', path: 'linear', x0: PAIR.x0, x1: PAIR.x1, steps });
    return;
  }
  print(`One pair on the linear path: ${place(PAIR.x0)} → ${place(PAIR.x1)} in ${PAIR.steps} steps.\n`);
  print(
    tableOf(
      [right('step'), right('t'), right('place'), right('velocity'), right('Euler')],
      steps.map(({ step, t, xt, dxt, euler }) => [
        String(step),
        figure(t),
        place(xt),
        dxt === null ? '' : place(dxt),
        place(euler),
      ]),
    ),
  );
  print('\nThe velocity is the same at every step, so Euler arrives exactly. Any other path: study paths.');
}

/** `study paths`: every path at the worked example's pair and time. */
export function printPaths(json: boolean): void {
  const { x0, x1, t } = WORKED_EXAMPLE;
  const rows = PATHS.map((path) => {
    const params = SCHEDULES[path].defaults;
    const schedule = SCHEDULES[path].at(t, params);
    const { xt, dxt } = pathPoint(schedule, [x0], [x1]);
    return { path, params, t, ...schedule, xt: round(xt[0] ?? Number.NaN), dxt: round(dxt[0] ?? Number.NaN) };
  });
  if (json) {
    printJson({ study: 'paths', workedExample: WORKED_EXAMPLE, paths: rows });
    return;
  }
  print(`From ${x0} to ${x1} at t = ${t}, on every path:\n`);
  print(
    tableOf(
      [{ head: 'path' }, right('alpha'), right('sigma'), right('d alpha'), right('d sigma'), right('x'), right('u')],
      rows.map(({ path, alphaT, sigmaT, dAlphaT, dSigmaT, xt, dxt }) => [
        path,
        ...[alphaT, sigmaT, dAlphaT, dSigmaT, xt, dxt].map((value) => figure(round(value))),
      ]),
    ),
  );
  print(
    '\nThe worked example is the circular path: x = 1 with velocity u = 0.625. The window draws all of them over t.',
  );
}
