/** SVG path of a small curve: values spread evenly over the width, their range over the height. "" below two values. */
export function sparklinePath(values: readonly number[], width: number, height: number): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return '';
  const margin = 1.5;
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const span = high - low || 1;
  const points = finite.map((value, i) => {
    const x = 1 + (i / (finite.length - 1)) * (width - 2);
    const y = high === low ? height / 2 : height - margin - ((value - low) / span) * (height - 2 * margin);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${points.join('L')}`;
}
