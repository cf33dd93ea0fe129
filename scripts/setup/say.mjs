/** What set-up tells the user. All of it goes to stderr, so that a command's stdout stays its own. */

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

const TERMINAL_MS = 200;
const PLAIN_MS = 4000;
const MEGABYTE = 1e6;

/**
 * @param {number} written may pass the total, since downloaders copy their finished file
 * @param {number | null} total
 */
export function amount(written, total) {
  const bytes = total === null ? written : Math.min(written, total);
  const done = (bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0);
  if (total === null) return `${done} MB`;
  const percent = Math.floor((100 * bytes) / total);
  return `${done} of ${(total / MEGABYTE).toFixed(0)} MB, ${percent} %`;
}

/**
 * Shows how a long step goes: one changing line on a terminal, otherwise a line every few seconds.
 * @param {string} title
 * @param {() => string} text how far the step is
 * @returns {() => void} ends the display
 */
export function showProgress(title, text) {
  const terminal = process.stderr.isTTY === true;
  const timer = setInterval(
    () => process.stderr.write(terminal ? `\r\x1b[K${title}: ${text()}` : `${title}: ${text()}\n`),
    terminal ? TERMINAL_MS : PLAIN_MS,
  );
  return () => {
    clearInterval(timer);
    if (terminal) process.stderr.write('\r\x1b[K');
  };
}
