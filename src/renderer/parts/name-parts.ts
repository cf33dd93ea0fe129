/** Names this short are cut at their end, if at all. */
const SHORT = 12;
const LONGEST_TAIL = 10;
const PLAIN_TAIL = 4;

/**
 * The beginning of a name, which may be cut, and its end, which stays: runs of one study begin alike and end differently, as
 * `ring-class-s1` and `ring-class-s2` do. The end is the last part of the name, or a few letters of a name without parts.
 */
export function nameParts(name: string): { readonly head: string; readonly tail: string } {
  if (name.length <= SHORT) return { head: name, tail: '' };
  const last = Math.max(name.lastIndexOf('-'), name.lastIndexOf('_'), name.lastIndexOf(' '));
  const whole = last > 0 && name.length - last <= LONGEST_TAIL && last < name.length - 1;
  // A letter of two code units is never cut in half.
  const letters = [...name];
  const at = whole ? last : letters.slice(0, -PLAIN_TAIL).join('').length;
  return { head: name.slice(0, at), tail: name.slice(at) };
}
