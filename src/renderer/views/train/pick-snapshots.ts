/** At most `count` of the steps, the first and the newest among them, the others evenly between. */
export function pickSnapshots(steps: readonly number[], count: number): readonly number[] {
  if (steps.length <= count) return steps;
  if (count < 2) return steps.slice(-count);
  const picked = Array.from({ length: count }, (_, i) => steps[Math.round((i * (steps.length - 1)) / (count - 1))]);
  return picked.filter((step) => step !== undefined);
}
