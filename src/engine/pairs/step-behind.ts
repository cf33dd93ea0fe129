/** A thread that lets others in at once, where the system lets it. */
import { getPriority, setPriority } from 'node:os';

/** Steps of niceness behind the training: enough to let its threads in at once, and still a third of a share on a busy machine. */
const BEHIND = 5;
const LOWEST = 19;

/** How the priority of the calling thread is had and set; tests give their own. */
export type Priority = { readonly get: () => number; readonly set: (niceness: number) => void };

const ofThisThread: Priority = { get: () => getPriority(), set: (niceness) => setPriority(niceness) };

/** Steps behind; false where the system forbids it (a sandbox may), which costs speed and nothing else. */
export function stepBehind(priority: Priority = ofThisThread): boolean {
  try {
    priority.set(Math.min(LOWEST, priority.get() + BEHIND));
    return true;
  } catch {
    // Pairs are made as well without it: a training must not end because of its manners.
    return false;
  }
}
