/** Text as a cell of a table: whatever it holds, it stays that text in that cell. */

/** Marks that Markdown, tables included, would take as its own; an underscore within a word is none. */
export function markdownCell(text: string): string {
  const marks = /[\\`*[\]<>|~&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
  return oneLine(text).replaceAll(marks, (mark) => `\\${mark}`);
}

const LATEX_MARKS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '−': '$-$',
  '±': '$\\pm$',
  Δ: '$\\Delta$',
  '–': '--',
  '₂': '$_2$',
  '²': '$^2$',
  '\u2009': '\\,',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '|': '\\textbar{}',
  // In LaTeX's first encoding these two are a dash and a closing quote as they stand.
  '"': "''",
  '>': '$>$',
  '<': '$<$',
};

export function latexCell(text: string): string {
  return oneLine(text).replaceAll(/[\\−±Δ–₂²\u2009~^><&%$#_{}|"]/gu, (mark) => LATEX_MARKS[mark] ?? `\\${mark}`);
}

const oneLine = (text: string) => text.replaceAll(/[\r\n]+/g, ' ');
