/** The contract's limit of rows in one list. */
export const MAX_ROWS = 300;
const MAX_CELL = 500;

/**
 * Cells of what a spreadsheet puts on the clipboard: tabs between cells, line breaks between rows, quotes around cells
 * that contain either (a doubled quote is one quote).
 */
export function readCells(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === '\t' || letter === '\n') {
      (rows[rows.length - 1] as string[]).push(cell.trim().slice(0, MAX_CELL));
      cell = '';
      if (letter === '\n') rows.push([]);
    } else if (letter !== '\r') cell += letter;
  }
  (rows[rows.length - 1] as string[]).push(cell.trim().slice(0, MAX_CELL));
  return rows.filter((row) => row.some((value) => value !== ''));
}

type Sheet = { columns: readonly string[]; rows: readonly (readonly string[])[] };
type Place = { row: number; column: number };

/**
 * Writes pasted cells into a list from `place` on: to the right within the columns, downwards with new rows.
 * A first row that repeats the column names is a heading and is left out.
 * @returns the rows, how many were pasted, and whether some did not fit
 */
export function pasteCells(sheet: Sheet, place: Place, cells: readonly (readonly string[])[]) {
  const heading = cells[0]?.every((cell, index) => cell === sheet.columns[place.column + index]) ?? false;
  const wanted = heading ? cells.slice(1) : cells;
  const fitting = wanted.slice(0, MAX_ROWS - place.row);
  const rows = sheet.rows.map((row) => [...row]);
  fitting.forEach((line, index) => {
    const target = place.row + index;
    const row = rows[target] ?? sheet.columns.map(() => '');
    rows[target] = sheet.columns.map((_, column) => line[column - place.column] ?? row[column] ?? '');
  });
  return { rows, pasted: fitting.length, overflow: fitting.length < wanted.length };
}
