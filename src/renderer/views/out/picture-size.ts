/** Sizes of pictures and movies as they are typed. */
export type SizeText = { readonly width: string; readonly height: string };
export type Size = { readonly width: number; readonly height: number };

export const LARGEST = 8192;
export const SMALLEST = 64;
/** Beyond this an encoder on a processor would take minutes a second. */
export const LARGEST_MOVIE = 3840;

export const SIZES: readonly { readonly value: string; readonly label: string }[] = [
  { value: '1280x720', label: '1280 × 720' },
  { value: '1920x1080', label: '1920 × 1080' },
  { value: '3840x2160', label: '3840 × 2160' },
  { value: '1080x1080', label: '1080 × 1080, square' },
  { value: 'own', label: 'Own size' },
];

/** What is wrong with a typed length, or null. */
export function lengthProblem(text: string, most: number): string | null {
  const value = Number(text);
  const whole = /^\d{1,5}$/.test(text.trim()) && value >= SMALLEST && value <= most;
  return whole ? null : `From ${SMALLEST} to ${most} pixels`;
}

export function numberProblem(text: string, least: number, most: number, unit: string): string | null {
  const value = Number(text);
  const plain = /^\d{1,4}(\.\d{1,2})?$/.test(text.trim());
  return plain && value >= least && value <= most ? null : `From ${least} to ${most} ${unit}`;
}

export function sizeOf(choice: string, own: SizeText): Size {
  const [width, height] = (choice === 'own' ? `${own.width}x${own.height}` : choice).split('x').map(Number);
  return { width: width ?? 0, height: height ?? 0 };
}
