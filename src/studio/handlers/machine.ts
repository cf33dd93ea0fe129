import { join } from 'node:path';
import type { MachineResults } from '../../shared/protocol/machine.ts';
import { writeFileWhole } from '../export/write-file.ts';
import type { Handler } from './handler.ts';

/** Where the command line's doctor finds what the window saw of WebGL. */
const GRAPHICS_FILE = 'webgl.json';

export const MACHINE_HANDLERS: { readonly [K in keyof MachineResults]: Handler<K> } = {
  'machine.graphics': ({ context, library }, { renderer }) => {
    if (context.store.readOnly !== null) return null;
    const record = { renderer: renderer ?? 'none: the window draws a flat view', checkedAt: Date.now() };
    writeFileWhole(join(library, GRAPHICS_FILE), [Buffer.from(`${JSON.stringify(record)}\n`)]);
    return null;
  },
};
