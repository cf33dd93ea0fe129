/** Carries events to the page, and tells a page that loads later what it must still know. */
import type { WindowEvent } from '../shared/ipc.ts';

type Send = (event: WindowEvent) => void;

/** Events that describe a state: the newest of each kind replaces the one before. */
const STATES: readonly WindowEvent['kind'][] = ['studio', 'engine', 'queue', 'access'];
/** What must not be missed: sentences for the user, and a link that started the app. */
const KEPT: readonly WindowEvent['kind'][] = ['notice', 'link'];
/** A studio in trouble may speak a lot while nobody listens; the first sentences say what happened. */
const NOTICES_KEPT = 20;

export class EventFeed {
  #send: Send | null = null;
  readonly #states = new Map<WindowEvent['kind'], WindowEvent>();
  #notices: WindowEvent[] = [];

  publish(event: WindowEvent): void {
    if (STATES.includes(event.kind)) this.#states.set(event.kind, event);
    if (this.#send !== null) this.#send(event);
    else if (KEPT.includes(event.kind) && this.#notices.length < NOTICES_KEPT) this.#notices.push(event);
  }

  /** A page listens: it hears the states as they are now, then the notices nobody heard yet. */
  open(send: Send): void {
    this.#send = send;
    for (const event of this.#states.values()) send(event);
    for (const notice of this.#notices.splice(0)) send(notice);
  }

  close(): void {
    this.#send = null;
  }
}
