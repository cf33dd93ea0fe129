const GROUPS = /[\s_\u00a0\u2009\u202f]/g;
const COMMA_GROUPS = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads a number as people type it: "20 000", "20,000", "3e−4", "−0.5". Null when it is not a number. */
export function parseTypedNumber(text: string): number | null {
  const plain = text.trim().replaceAll('\u2212', '-').replace(GROUPS, '');
  const bare = COMMA_GROUPS.test(plain) ? plain.replaceAll(',', '') : plain;
  if (!NUMBER.test(bare)) return null;
  const value = Number(bare);
  return Number.isFinite(value) ? value : null;
}

/** Writes a number the way a field shows it: thin-space groups, a true minus, exponents for very small ones. */
export function typedNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) >= 10_000 && Math.abs(value) < 1e15) {
    return value.toLocaleString('en-US').replaceAll(',', '\u2009').replace('-', '\u2212');
  }
  const small = value !== 0 && Math.abs(value) < 1e-3;
  return (small ? value.toExponential() : String(value)).replaceAll('-', '\u2212').replace('e+', 'e');
}
