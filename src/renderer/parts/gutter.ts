/**
 * Keeps the column of a scrolling panel as wide as without a scroll bar: what it holds reaches under the bar by the width
 * of its own padding, so nothing moves when the bar comes. Use it with the class `under-bar` of base.css.
 */
export function gutter(element: HTMLElement): () => void {
  const measure = () => {
    const bar = element.offsetWidth - element.clientWidth - element.clientLeft;
    element.style.setProperty('--gutter', `${Math.max(0, bar)}px`);
  };
  const observer = new ResizeObserver(measure);
  observer.observe(element);
  return () => observer.disconnect();
}
