/** What can be exported now: the run, the ticked runs, the study. */
import type { RunSummary } from '../../../shared/model/records.ts';
import type { ExportFormat } from '../../../shared/protocol/transfer.ts';

export type Subject = 'run' | 'selected' | 'study';
export type SubjectChoice = { readonly value: Subject; readonly label: string; readonly runs: readonly RunSummary[] };

/** The ticked runs go first: whoever ticked some means them. */
export function subjects(
  selected: RunSummary | null,
  ticked: readonly RunSummary[],
  all: readonly RunSummary[],
): SubjectChoice[] {
  const choices: SubjectChoice[] = [];
  if (ticked.length > 0) choices.push({ value: 'selected', label: `${ticked.length} selected`, runs: ticked });
  if (selected) choices.push({ value: 'run', label: selected.name, runs: [selected] });
  const studyId = selected?.studyId ?? null;
  const ofStudy = studyId === null ? [] : all.filter((run) => run.studyId === studyId);
  if (ofStudy.length > 1) {
    choices.push({ value: 'study', label: `${selected?.studyName}, ${ofStudy.length} runs`, runs: ofStudy });
  }
  return choices;
}

export type FormatChoice = { readonly format: ExportFormat; readonly name: string; readonly about: string };

export const FORMAT_CHOICES: readonly FormatChoice[] = [
  { format: 'bundle', name: 'Bundle', about: 'everything, to import elsewhere or to replay' },
  { format: 'html', name: 'Report', about: 'a page that opens offline, with charts and a flow to turn' },
  { format: 'safetensors', name: 'Weights', about: 'safetensors, with PyTorch’s names' },
  { format: 'onnx', name: 'Network', about: 'ONNX: velocity from x, t and condition, without guidance' },
  { format: 'npz', name: 'Trajectories', about: 'NumPy: frames, times, conditions, x₀' },
  { format: 'csv', name: 'Figures, CSV', about: 'every loss and every metric' },
  { format: 'json', name: 'Figures, JSON', about: 'the same with all settings' },
  { format: 'markdown', name: 'Table, Markdown', about: 'the latest metrics with floor and n' },
  { format: 'latex', name: 'Table, LaTeX', about: 'the same for a paper' },
  { format: 'svg', name: 'Charts', about: 'SVG of the loss and every metric' },
];
