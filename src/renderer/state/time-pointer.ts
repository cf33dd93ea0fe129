/** A figure with t on its axis: hovering shows the moment in every view, pressing and dragging goes there. */
import { clock } from './clock.svelte.ts';

/**
 * The time at a place of the figure, in CSS pixels from its left edge; null farther than `beside` pixels beside the axis (left
 * out: as far as `axisTime` says).
 */
export type TimeAt = (x: number, beside?: number) => number | null;

/** Of an axis that begins at `left` and is `width` long: a little beside its ends still means them. */
export function axisTime(x: number, left: number, width: number, beside = 12): number | null {
  if (!(width > 0) || x < left - beside || x > left + width + beside) return null;
  return Math.min(1, Math.max(0, (x - left) / width));
}

/** An attachment: `timeAt` is asked for every move, so it may depend on the size. */
export function timePointer(timeAt: TimeAt): (element: HTMLElement | SVGElement) => () => void {
  return (element) => {
    let dragging = false;
    let hovering = false;
    const timeUnder = (event: PointerEvent) =>
      // Whoever drags past an end means the end.
      timeAt(event.clientX - element.getBoundingClientRect().left, dragging ? Number.POSITIVE_INFINITY : undefined);
    const leave = () => {
      if (hovering) clock.hover = null;
      hovering = false;
    };
    const listeners = {
      pointerdown: (event: PointerEvent) => {
        const t = timeUnder(event);
        if (t === null || event.button !== 0) return;
        element.setPointerCapture(event.pointerId);
        dragging = true;
        clock.scrub(t);
      },
      pointermove: (event: PointerEvent) => {
        const t = timeUnder(event);
        if (t === null) {
          leave();
          return;
        }
        hovering = true;
        clock.hover = t;
        if (dragging) clock.scrub(t);
      },
      lostpointercapture: () => {
        dragging = false;
      },
      pointerleave: leave,
    };
    for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener as EventListener);
    return () => {
      leave();
      for (const [name, listener] of Object.entries(listeners))
        element.removeEventListener(name, listener as EventListener);
    };
  };
}
