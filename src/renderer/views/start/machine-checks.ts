/** What the machine check says, line by line. */
import type { BackendInfo } from '../../../shared/model/records.ts';
import type { MachineReport } from '../../../shared/studio-protocol.ts';
import { bytes, whole } from '../../format.ts';
import type { Graphics } from '../../state/graphics.ts';

export type Check = {
  readonly id: 'engine' | 'view' | 'storage' | 'gpu';
  readonly state: 'good' | 'note' | 'bad' | 'waiting';
  readonly title: string;
  readonly detail: string;
  /** More, for those who ask. */
  readonly why?: string | null;
};

/** Below this, a long training with snapshots could fill the disk. */
const LOW_SPACE = 1e9;
/** What a run of the ring study takes, snapshots included. */
const RUN_SIZE = 'about 5 MB a run';

export function machineChecks(seen: {
  readonly machine: MachineReport | null;
  readonly problem: string | null;
  readonly backend: BackendInfo | null;
  readonly graphics: Graphics;
}): readonly Check[] {
  return [engine(seen), view(seen.graphics), storage(seen.machine), ...gpu(seen.backend)];
}

type Seen = {
  readonly machine: MachineReport | null;
  readonly problem: string | null;
  readonly backend: BackendInfo | null;
};

function engine({ machine, problem, backend }: Seen): Check {
  const broken = machine?.backendProblem ?? problem;
  if (backend === null) {
    return broken === null
      ? { id: 'engine', state: 'waiting', title: 'Starting the training engine', detail: 'TensorFlow is being loaded' }
      : { id: 'engine', state: 'bad', title: 'Training engine not ready', detail: broken };
  }
  const rate = machine?.stepsPerSecond;
  const speed = rate ? `, ${whole(rate)} steps/s measured` : '';
  const slow = backend.kind === 'wasm';
  return {
    id: 'engine',
    state: slow ? 'note' : 'good',
    title: slow ? 'Training engine ready, slow' : 'Training engine ready',
    detail: slow ? `${backend.why}` : `${backend.device}${speed}`,
  };
}

function view(graphics: Graphics): Check {
  if (graphics.kind === 'none') {
    return {
      id: 'view',
      state: 'note',
      title: '3-D view off',
      detail: 'No WebGL 2 here; slice, curves and tables work',
    };
  }
  const how = graphics.kind === 'software' ? 'software' : 'hardware';
  return {
    id: 'view',
    state: 'good',
    title: '3-D view ready',
    // Chip and driver revisions in brackets are for doctor.
    detail: `WebGL 2, ${how}, ${graphics.renderer.replace(/ \(.*/, '')}`,
  };
}

function storage(machine: MachineReport | null): Check {
  if (!machine) return { id: 'storage', state: 'waiting', title: 'Storage', detail: 'Not checked yet' };
  const low = machine.freeBytes < LOW_SPACE;
  return {
    id: 'storage',
    state: low ? 'note' : 'good',
    title: low ? 'Little storage left' : 'Storage ready',
    detail: `${bytes(machine.freeBytes)} free, ${RUN_SIZE}`,
  };
}

function gpu(backend: BackendInfo | null): readonly Check[] {
  // The row is there from the start, so that nothing moves when it is known.
  if (!backend) return [{ id: 'gpu', state: 'waiting', title: 'Graphics card', detail: 'Not checked yet' }];
  if (backend.kind === 'native-gpu') return [{ id: 'gpu', state: 'good', title: 'GPU in use', detail: backend.device }];
  return [{ id: 'gpu', state: 'note', title: 'No GPU in use', detail: 'Not needed for these sizes', why: backend.why }];
}
