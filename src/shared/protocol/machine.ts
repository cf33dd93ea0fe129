import { z } from 'zod';

/** What the window tells of the machine, which only it can see. */
export const machineInputs = {
  /** What draws the 3-D view; null: there is no WebGL. */
  'machine.graphics': z.strictObject({ renderer: z.string().min(1).max(200).nullable() }),
} as const;

export type MachineResults = { 'machine.graphics': null };
