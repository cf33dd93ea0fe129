import { classesOfFile } from '../../shared/flow/data/own-points.ts';
import type { PointFile } from '../../shared/flow/point-file.ts';
import type { PointFileInfo } from '../../shared/model/own-data.ts';
import { hashOfPoints } from '../import/hash.ts';
import { ChecksumError } from './bytes.ts';
import { chunkStore } from './chunks.ts';
import type { Database } from './sqlite.ts';

export type PointFileTable = {
  /** Keeps a file; one that is there already stays as it is, under its first name. True when it is new. */
  write(file: PointFile, createdAt: number): boolean;
  /** Null when there is none. Throws a ChecksumError when it is damaged. */
  read(hash: string): PointFile | null;
  info(hash: string): PointFileInfo | null;
  /** Newest first. */
  list(): PointFileInfo[];
  remove(hash: string): void;
};

type Row = {
  readonly id: number;
  readonly hash: string;
  readonly name: string;
  readonly points: number;
  readonly classes: number;
  readonly has_labels: number;
  readonly has_column: number;
  readonly cell: number;
  readonly created_at: number;
  readonly runs: number;
};

// A hash stands in a configuration only where its data or its source is this file.
const COLUMNS = `id, hash, name, points, classes, has_labels, has_column, cell, created_at,
  (SELECT count(*) FROM runs WHERE instr(runs.config, point_files.hash) > 0) AS runs`;

export function pointFileTable(database: Database): PointFileTable {
  const chunks = chunkStore(database, 'point_file_chunks');
  const insert = database.prepare<[string, string, number, number, number, number, number, number]>(
    `INSERT INTO point_files (hash, name, points, classes, has_labels, has_column, cell, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = database.prepare<[string], Row>(`SELECT ${COLUMNS} FROM point_files WHERE hash = ?`);
  const selectAll = database.prepare<[], Row>(`SELECT ${COLUMNS} FROM point_files ORDER BY created_at DESC, id DESC`);
  const exists = database.prepare<[string], number>('SELECT 1 FROM point_files WHERE hash = ?').pluck();
  const remove = database.prepare<[string]>('DELETE FROM point_files WHERE hash = ?');
  return {
    write(file, createdAt) {
      if (exists.get(file.hash) !== undefined) return false;
      const { hash, name, points, labels, column, cell } = file;
      const has = (array: unknown) => (array === null ? 0 : 1);
      const facts = [points.length / 2, classesOfFile(file), has(labels), has(column), cell] as const;
      const id = Number(insert.run(hash, name, ...facts, createdAt).lastInsertRowid);
      chunks.write(id, 'points', points);
      if (labels !== null) chunks.write(id, 'labels', Float32Array.from(labels));
      if (column !== null) chunks.write(id, 'column', column);
      return true;
    },
    read(hash) {
      const row = select.get(hash);
      if (row === undefined) return null;
      const what = `the point file ${row.name}`;
      const content = {
        points: chunks.read(row.id, 'points', what),
        labels: row.has_labels === 0 ? null : Int32Array.from(chunks.read(row.id, 'labels', what)),
        column: row.has_column === 0 ? null : chunks.read(row.id, 'column', what),
        cell: row.cell,
      };
      // The name is the content: nothing else may ever be read under it.
      if (hashOfPoints(content) !== hash) throw new ChecksumError(what);
      return { hash, name: row.name, ...content };
    },
    info(hash) {
      const row = select.get(hash);
      return row === undefined ? null : infoOf(row);
    },
    list: () => selectAll.all().map(infoOf),
    remove: (hash) => void remove.run(hash),
  };
}

function infoOf({ hash, name, points, classes, has_column, cell, created_at, runs }: Row): PointFileInfo {
  return { hash, name, points, classes, hasColumn: has_column === 1, cell, createdAt: created_at, runs };
}
