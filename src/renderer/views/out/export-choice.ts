/** What can be exported now: the run, the ticked runs, the study. */
import type { RunSummary } from '../../../shared/model/records.ts';
import type { ExportFormat } from '../../../shared/protocol/transfer.ts';

export type Subject = 'run' | 'selected' | 'study';
export type SubjectChoice = { readonly value: Subject; readonly label: string; readonly runs: readonly RunSummary[] };

/** The runs that are meant go first; then the study, when they are all of one. */
export function subjects(meant: readonly RunSummary[], all: readonly RunSummary[]): SubjectChoice[] {
  const [first] = meant;
  if (!first) return [];
  const choices: SubjectChoice[] = [
    meant.length === 1
      ? { value: 'run', label: first.name, runs: meant }
      : { value: 'selected', label: `${meant.length} selected`, runs: meant },
  ];
  const studyId = meant.every((run) => run.studyId === first.studyId) ? first.studyId : null;
  const ofStudy = studyId === null ? [] : all.filter((run) => run.studyId === studyId);
  if (ofStudy.length > 1) {
    choices.push({ value: 'study', label: `${first.studyName}, ${ofStudy.length} runs`, runs: ofStudy });
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
