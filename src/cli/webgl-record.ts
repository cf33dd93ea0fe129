import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { moment } from './format.ts';

const recordSchema = z.object({ renderer: z.string(), checkedAt: z.number() });

/** What the window saw of WebGL when it last started (`webgl.json` in the library), or that no window has yet. */
export function webglLine(library: string): string {
  try {
    const { renderer, checkedAt } = recordSchema.parse(JSON.parse(readFileSync(join(library, 'webgl.json'), 'utf8')));
    return `${renderer} (seen by the window on ${moment(checkedAt)})`;
  } catch {
    // Without a readable record nothing is known, which is what is said.
    return 'not checked: the window records it when it starts';
  }
}
