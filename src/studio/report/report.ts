/** A study or a run as one HTML page that opens offline: figures, settings, curves, and a flow to turn and scrub. */
import { readFileSync } from 'node:fs';
import { datasetOf } from '../../shared/flow/datasets.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import { chartSvg, escapeXml } from '../chart/line-chart.ts';
import { runCharts } from '../chart/run-charts.ts';
import type { StudioParts } from '../handlers/handler.ts';
import { networkOf, newestParameters } from '../stored-network.ts';
import { configRows } from './config-rows.ts';
import { type PackedFlow, packedFlow } from './flow-data.ts';

const LOOK = { text: 'var(--quiet)', grid: 'var(--line)', ground: 'var(--panel)', font: 'system-ui, sans-serif' };
/** Flows in one page: about 110 kB each, so that the page stays below 3 MB. */
const MOST_FLOWS = 12;
const FLOW = { n: 300, seed: 7, frames: 49, condition: { kind: 'any' } } as const;
/** Curves and settings of more runs than this are no longer read, only scrolled. */
const MOST_RUNS = 40;

const asset = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

type Report = { readonly bytes: Uint8Array; readonly notes: readonly string[] };

/** Nothing in it is fetched: the page forbids itself every request. */
export async function writeReport(parts: StudioParts, all: readonly RunSummary[]): Promise<Report> {
  const runs = all.slice(0, MOST_RUNS);
  const notes = all.length > runs.length ? [`The report shows ${runs.length} of ${all.length} runs.`] : [];
  const trained = runs.filter((run) => newestParameters(parts.context, run) !== null);
  const flows: PackedFlow[] = [];
  for (const run of trained.slice(0, MOST_FLOWS)) flows.push(...(await flowOf(parts, run, notes)));
  if (trained.length > MOST_FLOWS) notes.push(`The first ${MOST_FLOWS} flows are inside, of ${trained.length}.`);
  const [first] = runs;
  const title = runs.length === 1 ? (first?.name ?? 'Run') : (first?.studyName ?? `${runs.length} runs`);
  const charts = runCharts(parts.context, runs, (run) => `var(--run-${run.slot})`).map((chart) =>
    chartSvg(chart, LOOK),
  );
  const html = page(title, [
    `<h1>${escapeXml(title)}</h1>`,
    `<p>${escapeXml(aboutRuns(runs))}</p>`,
    ...runs.filter(({ note }) => note !== '').map(({ name, note }) => `<p>${escapeXml(`${name}: ${note}`)}</p>`),
    ...notes.map((note) => `<p>${escapeXml(note)}</p>`),
    '<h2>Figures</h2>',
    '<p>The floor is the same figure between two true draws of the same n.</p>',
    metricTable(runs),
    ...(flows.length > 0 ? ['<h2>Flow</h2>', flowPlayer(flows)] : []),
    '<h2>Curves</h2>',
    `<div class="charts">${charts.join('')}</div>`,
    `<h2>${runs.length === 1 ? 'Settings' : 'Settings that differ'}</h2>`,
    settingsTable(runs),
  ]);
  return { bytes: new TextEncoder().encode(html), notes };
}

function page(title: string, body: readonly string[]): string {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escapeXml(title)}</title>
<style>${asset('./report.css')}</style>
</head>
<body>
<main>
${body.join('\n')}
</main>
</body>
</html>
`;
}

function aboutRuns(runs: readonly RunSummary[]): string {
  const backends = new Set(runs.flatMap(({ backend }) => (backend ? [`${backend.version}, ${backend.device}`] : [])));
  const seeds = new Set(runs.map(({ config }) => config.seed));
  const count = runs.length === 1 ? 'One run' : `${runs.length} runs`;
  const seed = seeds.size === 1 ? `seed ${[...seeds][0]}` : `${seeds.size} seeds`;
  return `${count}, ${seed}${backends.size > 0 ? `, trained with ${[...backends].join(' and ')}` : ''}. Written by Streamline.`;
}

async function flowOf({ context, sampling }: StudioParts, run: RunSummary, notes: string[]): Promise<PackedFlow[]> {
  const { solver, steps } = run.config.sampling;
  const frames = Math.min(FLOW.frames, steps + 1);
  const sampled = await sampling.sample(networkOf(context, run.id, null), { ...FLOW, solver, steps, frames });
  if (!sampled.ok) {
    notes.push(`The flow of ${run.name} is missing: ${sampled.error.message}`);
    return [];
  }
  const extent = Math.max(1, datasetOf(run.config.data).extent(run.config.data.params));
  return [packedFlow(run.name, `--run-${run.slot}`, extent, sampled.value)];
}

function flowPlayer(flows: readonly PackedFlow[]): string {
  // `<` must not end the element that holds the data.
  const json = JSON.stringify(flows).replaceAll('<', '\\u003c');
  const options = flows.map(({ name }, i) => `<option value="${i}">${escapeXml(name)}</option>`).join('');
  const choice = flows.length < 2 ? '' : `<select id="which" aria-label="Run">${options}</select>`;
  return `<div class="flow">
<canvas id="flow" tabindex="0" role="img" aria-label="Flow in three dimensions, time to the right. Arrow keys turn it."></canvas>
<div class="controls">${choice}<button id="play" type="button">Play</button>
<input id="time" type="range" min="0" max="1" step="0.001" value="0.62" aria-label="Flow time"><output id="readout">t = 0.620</output></div>
</div>
<script type="application/json" id="flows">${json}</script>
<script>${asset('./flow-player.js')}</script>`;
}

const figure = (value: number) => (Number.isFinite(value) ? String(Number(value.toPrecision(4))) : '–');

function head(runs: readonly RunSummary[], first: string, align: string): string {
  const cells = runs.map(
    ({ name, slot }) =>
      `<th scope="col"${align}><span class="swatch" style="background:var(--run-${slot})"></span>${escapeXml(name)}</th>`,
  );
  return `<tr><th scope="col">${first}</th>${cells.join('')}</tr>`;
}

function metricTable(runs: readonly RunSummary[]): string {
  const names = [...new Set(runs.flatMap(({ metrics }) => metrics.map(({ name }) => name)))];
  if (names.length === 0) return '<p>No metrics were measured.</p>';
  const rows = names.map((name) => {
    const cells = runs.map(({ metrics }) => {
      const metric = metrics.find((each) => each.name === name);
      if (!metric) return '<td class="number">–</td>';
      const floor = metric.floor === null ? '' : `floor ${figure(metric.floor)}, `;
      return `<td class="number">${figure(metric.value)} <span class="floor">${floor}n ${metric.n}</span></td>`;
    });
    return `<tr><th scope="row">${escapeXml(name)}</th>${cells.join('')}</tr>`;
  });
  return `<div class="table" tabindex="0"><table>${head(runs, 'Metric', ' class="number"')}${rows.join('')}</table></div>`;
}

function settingsTable(runs: readonly RunSummary[]): string {
  const all = configRows(runs.map(({ config }) => config));
  const rows = runs.length === 1 ? all : all.filter(({ same }) => !same);
  const words = ({ path, values }: (typeof all)[number]) =>
    `<tr><th scope="row">${escapeXml(path)}</th>${values.map((value) => `<td>${escapeXml(value)}</td>`).join('')}</tr>`;
  const table = (list: typeof all) =>
    `<div class="table" tabindex="0"><table>${head(runs, 'Setting', '')}${list.map(words).join('')}</table></div>`;
  const same = runs.length === 1 ? [] : all.filter((row) => row.same);
  const differing = rows.length === 0 ? '<p>All settings are the same.</p>' : table(rows);
  if (same.length === 0) return differing;
  const shared = same.map(
    ({ path, values }) => `<tr><th scope="row">${escapeXml(path)}</th><td>${escapeXml(values[0] ?? '')}</td></tr>`,
  );
  return `${differing}<details><summary>Settings in common</summary><div class="table"><table>${shared.join('')}</table></div></details>`;
}
