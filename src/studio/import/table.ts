/** Reads points from text: CSV, TSV or columns between spaces, with or without a header. */
import Papa from 'papaparse';
import { LARGEST_COORDINATE, MOST_CLASSES, MOST_POINTS, type ThirdColumn } from '../../shared/model/own-data.ts';
import { fileProblem, grouped } from './file-problem.ts';
import { Numbers } from './numbers.ts';
import { type Conditions, conditionsFrom, labelsOfNames } from './third-column.ts';

export type Table = Conditions & { readonly points: Float32Array };

/** A table of three columns has no longer lines; a longer one would be held in memory many times over. */
const LONGEST_LINE = 4096;
const LOOKED_AT = 20;

export function tableFromBytes(bytes: Uint8Array, name: string, third: ThirdColumn): Table {
  const text = decoded(bytes, name);
  refuseLongLines(text, name);
  const delimiter = delimiterOf(text);
  const reader = new TableReader(name, delimiter);
  let problem: unknown = null;
  Papa.parse<string[]>(text, {
    delimiter,
    skipEmptyLines: false,
    step: ({ data }, parser) => {
      try {
        reader.row(data);
      } catch (error) {
        problem = error;
        parser.abort();
      }
    },
  });
  if (problem !== null) throw problem;
  return reader.table(third);
}

/** UTF-8, or UTF-16 with its mark; a file with zero bytes is no text. */
function decoded(bytes: Uint8Array, name: string): string {
  const [a, b] = bytes;
  const wide = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null;
  if (wide === null && bytes.subarray(0, LONGEST_LINE).includes(0)) {
    throw fileProblem(name, 'it is no text but a binary file; a table is text with numbers between commas');
  }
  // The decoder takes the byte order mark off.
  return new TextDecoder(wide ?? 'utf-8').decode(bytes);
}

function refuseLongLines(text: string, name: string): void {
  let line = 1;
  for (let begin = 0; begin < text.length; line++) {
    let end = begin;
    while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) {
      end++;
      if (end - begin > LONGEST_LINE) {
        throw fileProblem(
          name,
          `line ${line} is longer than ${LONGEST_LINE} characters, so this is no table of points`,
        );
      }
    }
    begin = end + (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? 2 : 1);
  }
}

/** The first of these that stands in the first lines; a comma comes after those that leave it to decimals. */
function delimiterOf(text: string): string {
  const lines = text.slice(0, LOOKED_AT * LONGEST_LINE).split(/\r\n|\n|\r/);
  const content = lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).slice(0, LOOKED_AT);
  return ['\t', ';', '|', ',', ' '].find((mark) => content.some((line) => line.trim().includes(mark))) ?? ',';
}

/** A plain decimal number, or NaN; with a decimal comma where the comma separates nothing. */
function numberIn(cell: string, decimalComma: boolean): number {
  const text = decimalComma ? cell.replace(',', '.') : cell;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

const NOT_A_NUMBER = /^[+-]?(nan|inf|infinity|na|n\/a|null|none)$/i;

class TableReader {
  readonly #name: string;
  readonly #delimiter: string;
  readonly #points = new Numbers();
  readonly #third = new Numbers();
  readonly #names: string[] = [];
  /** Line of each row, so that what is found later can still be told by line. */
  readonly #lines = new Numbers();
  #columns = 0;
  #head: string | null = null;
  #line = 1;
  #begun = false;

  constructor(name: string, delimiter: string) {
    this.#name = name;
    this.#delimiter = delimiter;
  }

  row(fields: readonly string[]): void {
    const line = this.#line;
    // A quoted cell may hold line ends.
    this.#line += 1 + fields.reduce((sum, field) => sum + field.split('\n').length - 1, 0);
    const trimmed = fields.map((field) => field.trim());
    const cells = this.#delimiter === ' ' ? trimmed.filter((cell) => cell !== '') : trimmed;
    if (cells.every((cell) => cell === '') || cells[0]?.startsWith('#')) return;
    if (!this.#begun) {
      this.#begun = true;
      this.#columns = cells.length;
      if (this.#isHead(cells)) {
        this.#head = cells[2] ?? null;
        this.#checkColumns(cells, line);
        return;
      }
    }
    this.#checkColumns(cells, line);
    if (this.#lines.length >= MOST_POINTS) {
      throw fileProblem(this.#name, `line ${line}: more than ${grouped(MOST_POINTS)} points are not taken`);
    }
    this.#points.push(this.#coordinate(cells, 0, line));
    this.#points.push(this.#coordinate(cells, 1, line));
    if (this.#columns === 3) this.#condition(cells[2] ?? '', line);
    this.#lines.push(line);
  }

  table(asked: ThirdColumn): Table {
    const rows = this.#lines.length;
    if (rows === 0) throw fileProblem(this.#name, 'it holds no points');
    const points = this.#points.floats();
    if (this.#columns === 2) {
      if (asked === 'auto') return { points, labels: null, column: null };
      throw fileProblem(this.#name, 'it has 2 columns, so there is no third one to be the condition');
    }
    if (this.#names.length > 0) {
      if (asked === 'continuous') {
        const line = this.#lines.at(0);
        throw fileProblem(this.#name, `line ${line}, column 3: "${shown(this.#names[0])}" is no number`);
      }
      return { points, labels: labelsOfNames(this.#name, this.#names), column: null };
    }
    const placeOf = (row: number) => `line ${this.#lines.at(row)}, column 3`;
    return { points, ...conditionsFrom(this.#name, this.#third.doubles(), asked, { head: this.#head, placeOf }) };
  }

  /** The first row is a header when neither of its first two cells is, or should be, a number. */
  #isHead(cells: readonly string[]): boolean {
    const isWord = (cell = '') => cell !== '' && Number.isNaN(this.#number(cell)) && !NOT_A_NUMBER.test(cell);
    return isWord(cells[0]) && (cells.length < 2 || isWord(cells[1]));
  }

  #checkColumns(cells: readonly string[], line: number): void {
    const count = cells.length;
    const words = `${count} column${count === 1 ? '' : 's'}`;
    if (count < 2 || count > 3) {
      const needed = 'points need 2, and may have a third for a label or a continuous condition';
      throw fileProblem(this.#name, `line ${line} has ${words}, but ${needed}`);
    }
    if (count === this.#columns) return;
    const empty = cells[count - 1] === '' ? ' (the last one is empty)' : '';
    throw fileProblem(this.#name, `line ${line} has ${words}${empty}, but the first line has ${this.#columns}`);
  }

  #number(cell: string): number {
    return numberIn(cell, this.#delimiter !== ',');
  }

  #coordinate(cells: readonly string[], index: 0 | 1, line: number): number {
    return this.#finite(cells[index] ?? '', `line ${line}, column ${index + 1}`);
  }

  #finite(cell: string, place: string): number {
    const value = this.#number(cell);
    if (Math.abs(value) <= LARGEST_COORDINATE) return value;
    if (cell === '') throw fileProblem(this.#name, `${place} is empty, but a number is due`);
    if (NOT_A_NUMBER.test(cell)) throw fileProblem(this.#name, `${place} is ${cell}, but every number must be finite`);
    if (Number.isNaN(value)) throw fileProblem(this.#name, `${place}: "${shown(cell)}" is no number`);
    const most = grouped(LARGEST_COORDINATE);
    throw fileProblem(this.#name, `${place} is ${shown(cell)}, but numbers must lie between −${most} and ${most}`);
  }

  /** Either all cells of the column are numbers or all are names of classes; the first row decides. */
  #condition(cell: string, line: number): void {
    const place = `line ${line}, column 3`;
    const named = this.#names.length > 0 || (this.#third.length === 0 && this.#isClassName(cell));
    if (!named) {
      this.#third.push(this.#finite(cell, place));
      return;
    }
    if (cell === '') throw fileProblem(this.#name, `${place} is empty, but the name of a class is due`);
    this.#names.push(cell);
    if (this.#names.length % 1024 === 0 && new Set(this.#names).size > MOST_CLASSES) {
      throw fileProblem(this.#name, `${place}: more than ${MOST_CLASSES} classes are not taken`);
    }
  }

  #isClassName(cell: string): boolean {
    return cell !== '' && Number.isNaN(this.#number(cell)) && !NOT_A_NUMBER.test(cell);
  }
}

const SHOWN = 40;
const shown = (cell = '') => (cell.length > SHOWN ? `${cell.slice(0, SHOWN)}…` : cell);
