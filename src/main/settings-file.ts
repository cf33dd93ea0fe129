/** The window's own small memory: what the user chose and its place on the screen, in `settings.json`. */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { FIRST_SETTINGS, settingsSchema } from '../shared/protocol/window-out.ts';

const { shape } = settingsSchema;
const storedSchema = z.object({
  theme: shape.theme.catch(FIRST_SETTINGS.theme),
  notify: shape.notify.catch(FIRST_SETTINGS.notify),
  threads: shape.threads.catch(FIRST_SETTINGS.threads),
  gpu: shape.gpu.catch(FIRST_SETTINGS.gpu),
  snapshots: shape.snapshots.catch(FIRST_SETTINGS.snapshots),
  libraryWidth: shape.libraryWidth.catch(FIRST_SETTINGS.libraryWidth),
  compared: shape.compared.catch(FIRST_SETTINGS.compared),
  window: z
    .object({
      x: z.number().int(),
      y: z.number().int(),
      width: z.number().int().min(1),
      height: z.number().int().min(1),
      maximized: z.boolean(),
    })
    .nullable()
    .catch(null),
});

export type StoredSettings = z.infer<typeof storedSchema>;
export type StoredWindow = NonNullable<StoredSettings['window']>;

const INITIAL: StoredSettings = { ...FIRST_SETTINGS, window: null };

export class SettingsFile {
  readonly #path: string;
  #current: StoredSettings;

  constructor(path: string) {
    this.#path = path;
    this.#current = load(path);
  }

  get current(): StoredSettings {
    return this.#current;
  }

  /** The change holds for this session even when writing it down fails, which throws. */
  change(patch: Partial<StoredSettings>): void {
    this.#current = { ...this.#current, ...patch };
    mkdirSync(dirname(this.#path), { recursive: true });
    const unfinished = `${this.#path}.tmp`;
    const file = openSync(unfinished, 'w', 0o600);
    try {
      writeFileSync(file, `${JSON.stringify(this.#current, null, 2)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(unfinished, this.#path);
  }
}

/** Settings are never worth refusing to start: what cannot be read is replaced by the initial values, key by key. */
function load(path: string): StoredSettings {
  try {
    const parsed = storedSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : INITIAL;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!missing) console.error(`The settings in ${path} could not be read, so the initial ones are used:`, error);
    return INITIAL;
  }
}
