/** When an engine that says nothing is shown as stalled. It beats twice a second while it takes steps. */
export const STALLED_WITHIN_MS = 5000;
/** How often a training looks. */
export const WATCH_MS = 1000;
/** Whatever moment it falls silent, the look that finds it comes in time. */
const SILENCE_LIMIT_MS = STALLED_WITHIN_MS - WATCH_MS;

/** Both by the clock of `performance.now()`, which never jumps. */
export function isSilent(lastHeard: number, now: number): boolean {
  return now - lastHeard >= SILENCE_LIMIT_MS;
}
