import { z } from 'zod';
import { numberField } from './number-field.ts';

/** What a sample is asked to be. `any`: particle i takes the i-th of the model's own conditions in turn. */
export const conditionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('any') }),
  z.strictObject({ kind: z.literal('class'), label: z.number().int().min(0) }),
  /** The continuous condition, whatever it is: a model of radii refuses a negative one. */
  z.strictObject({ kind: z.literal('radius'), value: numberField('condition') }),
]);

export type Condition = Readonly<z.infer<typeof conditionSchema>>;

/** Radii that `any` cycles through, and that the closing evaluation reports (data units). */
export const EVALUATION_RADII = [1, 1.5, 2, 2.5, 3, 3.5] as const;
