/** Ticks of a symmetric axis: 0 and half and whole of a round step on both sides. */
export function axisTicks(extent: number): readonly number[] {
  const step = extent >= 4 && extent % 2 === 0 ? extent / 2 : extent >= 3 ? extent / 3 : extent / 2;
  const count = Math.floor(extent / step + 1e-9);
  return Array.from({ length: 2 * count + 1 }, (_, i) => Number(((i - count) * step).toPrecision(6)));
}
