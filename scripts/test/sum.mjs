/** Counts what each runner reported. A runner that broke off, or ran nothing, counts as a failure. */

/** @typedef {{ readonly passed: number, readonly failed: number, readonly note: string }} Counts */

/** @param {number} code exit code of a check that answers yes or no @returns {Counts} */
export function countOne(code) {
  return code === 0 ? { passed: 1, failed: 0, note: '' } : { passed: 0, failed: 1, note: '' };
}

/**
 * @typedef {{ readonly status: string, readonly assertionResults: readonly { readonly status: string }[] }} VitestFile
 * @typedef {{ readonly testResults: readonly VitestFile[] }} VitestReport
 *
 * @param {VitestReport | null} report null when the runner left none
 * @param {number} code
 * @returns {Counts}
 */
export function countVitest(report, code) {
  if (report === null) return broken('it left no report');
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const failedTests = tests.filter(({ status }) => status === 'failed').length;
  // A file that could not be loaded has no tests to fail.
  const failedFiles = report.testResults.filter((file) => {
    return file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed');
  }).length;
  const passed = tests.filter(({ status }) => status === 'passed').length;
  return settle(passed, failedTests + failedFiles, tests.length - passed - failedTests, code);
}

/**
 * @typedef {{ readonly expected: number, readonly unexpected: number, readonly flaky: number, readonly skipped: number }} PlaywrightStats
 *
 * @param {{ readonly stats: PlaywrightStats, readonly errors: readonly unknown[] } | null} report
 * @param {number} code
 * @returns {Counts}
 */
export function countPlaywright(report, code) {
  if (report === null) return broken('it left no report');
  const { expected, unexpected, flaky, skipped } = report.stats;
  return settle(expected, unexpected + flaky + report.errors.length, skipped, code);
}

/** @param {string} why @returns {Counts} */
function broken(why) {
  return { passed: 0, failed: 1, note: why };
}

/**
 * @param {number} passed
 * @param {number} failed
 * @param {number} skipped
 * @param {number} code
 * @returns {Counts}
 */
function settle(passed, failed, skipped, code) {
  if (passed + failed === 0) return broken('it ran no tests');
  if (code !== 0 && failed === 0)
    return { passed, failed: 1, note: `it ended with code ${code} though no test failed` };
  return { passed, failed, note: skipped === 0 ? '' : `${skipped} skipped` };
}

/** @param {readonly { readonly passed: number, readonly failed: number }[]} results */
export function summaryLine(results) {
  const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, result) => total + result[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}
