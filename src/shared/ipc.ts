/** THE window contract: everything the renderer can ask of the main process, and all it is told. */
import { z } from 'zod';
import type { DeepLink } from './deep-link.ts';
import { type OutWindowResults, outWindowInputs, type Settings, settingsSchema } from './protocol/window-out.ts';
import type { Reply } from './result.ts';
import {
  type StudioCommandName,
  type StudioEvent,
  type StudioInput,
  type StudioResults,
  studioInputs,
} from './studio-protocol.ts';

/** Commands that main answers itself; all others go on to the studio. */
export const windowInputs = {
  'window.minimize': z.strictObject({}),
  'window.toggleMaximize': z.strictObject({}),
  'window.close': z.strictObject({}),
  'window.state': z.strictObject({}),
  /** Puts a picture of the given part of the window (CSS pixels) on the clipboard. */
  'window.copyImage': z.strictObject({
    x: z.number().int().min(0).max(100_000),
    y: z.number().int().min(0).max(100_000),
    width: z.number().int().min(1).max(100_000),
    height: z.number().int().min(1).max(100_000),
  }),
  'settings.read': z.strictObject({}),
  'settings.write': settingsSchema.partial(),
  ...outWindowInputs,
  /** Restarts the studio after it was lost. */
  'studio.restart': z.strictObject({}),
  /** Opens the data folder in the system's file manager. */
  'library.reveal': z.strictObject({}),
} as const;

export type { Settings } from './protocol/window-out.ts';
export type WindowState = { readonly maximized: boolean; readonly platform: 'linux' | 'darwin' | 'win32' };

export type WindowResults = OutWindowResults & {
  'window.minimize': null;
  'window.toggleMaximize': null;
  'window.close': null;
  'window.state': WindowState;
  'window.copyImage': null;
  'settings.read': Settings;
  'settings.write': Settings;
  'studio.restart': null;
  'library.reveal': null;
};
({}) as WindowResults satisfies Record<keyof typeof windowInputs, unknown>;

export type WindowCommandName = keyof typeof windowInputs;
export type CommandName = WindowCommandName | StudioCommandName;
export const commandInputs = { ...windowInputs, ...studioInputs };

export type CommandInput<K extends CommandName> = K extends WindowCommandName
  ? z.infer<(typeof windowInputs)[K]>
  : K extends StudioCommandName
    ? StudioInput<K>
    : never;
export type CommandResult<K extends CommandName> = K extends WindowCommandName
  ? WindowResults[K]
  : K extends StudioCommandName
    ? StudioResults[K]
    : never;

export type WindowEvent =
  | StudioEvent
  | { readonly kind: 'window'; readonly state: WindowState }
  /** A link was opened from outside. */
  | { readonly kind: 'link'; readonly link: DeepLink }
  /** A command was chosen in the native menu. */
  | { readonly kind: 'command'; readonly id: string }
  | { readonly kind: 'studio'; readonly state: 'ready' | 'gone'; readonly message: string | null };

export { CALL_CHANNEL, EVENT_CHANNEL } from './ipc-channels.ts';

/** What the preload script puts on `window.streamline`, and nothing else. */
export type StreamlineApi = {
  call<K extends CommandName>(command: K, input: CommandInput<K>): Promise<Reply<CommandResult<K>>>;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: WindowEvent) => void): () => void;
};
