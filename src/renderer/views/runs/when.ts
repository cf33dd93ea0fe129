/** "today 14:02", "yesterday", "21 Nov", "21 Nov 2024". */
export function whenWords(time: number, now: Date): string {
  const then = new Date(time);
  const day = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  // Counted in calendar days: a day of 23 hours is one too.
  const days = Math.round((day(now).getTime() - day(then).getTime()) / 86_400_000);
  if (days === 0) return `today ${two(then.getHours())}:${two(then.getMinutes())}`;
  if (days === 1) return 'yesterday';
  const date = `${then.getDate()} ${MONTHS[then.getMonth()]}`;
  return then.getFullYear() === now.getFullYear() ? date : `${date} ${then.getFullYear()}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (part: number) => String(part).padStart(2, '0');
