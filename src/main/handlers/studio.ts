/** The studio's life, as far as the user steers it. */
import type { StudioProcess } from '../studio-process.ts';
import type { Handlers } from './handler.ts';

export type StudioContext = { readonly studio: StudioProcess };

export function studioHandlers({ studio }: StudioContext): Handlers<'studio.restart'> {
  return { 'studio.restart': () => studio.restart() };
}
