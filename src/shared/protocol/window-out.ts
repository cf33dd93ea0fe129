/** What the window asks of main about files, links, the data folder and diagnostics. Paths never cross the bridge inwards. */
import { z } from 'zod';
import { MOST_COMPARED } from '../comparison/comparison.ts';
import { EXPORT_FORMATS, type ImportedRuns, type OpenedRuns } from './transfer.ts';

const runId = z.string().min(1).max(64);

export const PICTURE_KINDS = ['png', 'webm'] as const;
const MOST_FILE_BYTES = 1024 * 1024 * 1024;

export const outWindowInputs = {
  /** Asks where, then writes the runs in that format. */
  'file.export': z.strictObject({ ids: z.array(runId).min(1).max(10_000), format: z.enum(EXPORT_FORMATS) }),
  /** Asks for files, then takes them in. */
  'file.import': z.strictObject({}),
  /** Shows the study that comes with the app, and takes it in when it is not in the library. */
  'example.open': z.strictObject({}),
  /** Asks where, then writes what the page drew. */
  'file.save': z.strictObject({
    name: z.string().min(1).max(120),
    kind: z.enum(PICTURE_KINDS),
    bytes: z.custom<Uint8Array>(
      (value) => value instanceof Uint8Array && value.length > 0 && value.length <= MOST_FILE_BYTES,
      'must be bytes',
    ),
  }),
  /** Shows the file written last in the system's file manager. */
  'file.showLast': z.strictObject({}),
  'text.copy': z.strictObject({ text: z.string().min(1).max(100_000) }),
  /** Asks for a folder and moves the library there; the old one is kept. */
  'library.move': z.strictObject({}),
  /** Removes the folder that the library was moved away from. */
  'library.removeOld': z.strictObject({}),
  'library.place': z.strictObject({}),
  /** Puts versions, backend, settings and the end of the log on the clipboard; no names, no paths of the user. */
  'diagnostics.copy': z.strictObject({}),
} as const;

/** Null: the user closed the dialog. */
export type WrittenFile = { readonly name: string; readonly bytes: number; readonly notes: readonly string[] } | null;
export type LibraryPlace = {
  readonly path: string;
  /** Where it was before it was moved; null: nothing is kept there. */
  readonly old: string | null;
  /** Why it cannot be moved here; null when it can. */
  readonly fixed: string | null;
};

export type OutWindowResults = {
  'file.export': WrittenFile;
  'file.import': ImportedRuns | null;
  'example.open': OpenedRuns;
  'file.save': WrittenFile;
  'file.showLast': null;
  'text.copy': null;
  'library.move': LibraryPlace | null;
  'library.removeOld': LibraryPlace;
  'library.place': LibraryPlace;
  'diagnostics.copy': null;
};

/** How wide the panel with the runs may be made, in CSS pixels. */
export const LIBRARY_WIDTH = { least: 220, most: 360, first: 256 } as const;

/** The runs that were compared last, by id; of a run that is gone nothing is shown. */
const comparedKept = z.strictObject({
  runs: z.array(z.string().min(1).max(64)).max(MOST_COMPARED),
  baseline: z.string().min(1).max(64).nullable(),
});
export type ComparedKept = Readonly<z.infer<typeof comparedKept>>;

/** What a user chose for this computer; it takes effect at once, but for `threads` and `gpu`: at the studio's next start. */
export const settingsSchema = z.strictObject({
  theme: z.enum(['dark', 'light', 'system']),
  /** Tell when a training of a minute or more ends while the window is not in front. */
  notify: z.boolean(),
  /** Processor threads of an engine; null: all there are. */
  threads: z.number().int().min(1).max(512).nullable(),
  /** False: the processor even where there is a GPU. */
  gpu: z.boolean(),
  /** Snapshots that a new training aims at. */
  snapshots: z.number().int().min(2).max(1000),
  libraryWidth: z.number().int().min(LIBRARY_WIDTH.least).max(LIBRARY_WIDTH.most),
  compared: comparedKept,
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;
export const FIRST_SETTINGS: Settings = {
  theme: 'system',
  notify: true,
  threads: null,
  gpu: true,
  snapshots: 10,
  libraryWidth: LIBRARY_WIDTH.first,
  compared: { runs: [], baseline: null },
};
