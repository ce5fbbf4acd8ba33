import { type ClipboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { TextArea } from '../kit/field.tsx';
import { toast } from '../kit/toast.tsx';
import type { ContentOf } from './content.ts';
import { isDateColumn, isDayOrEmpty, tidyDay } from './date-columns.ts';
import { MAX_ROWS, pasteCells, readCells } from './paste-list.ts';

type Props = {
  content: ContentOf<'LIST'>;
  onContent: (content: ContentOf<'LIST'>) => void;
  wrong: (field: string) => string | undefined;
};

/** Rows instead of prose: a table on a desktop, a card per row on a phone; cells copied from a spreadsheet fit in. */
export function ListEditor({ content, onContent, wrong }: Props) {
  const [none, setNone] = useState(content.noneBecause !== '');
  const { columns } = content;
  const rowError = wrong('rows');
  const rows = content.rows.length > 0 ? content.rows : [columns.map(() => '')];
  const setRows = (next: readonly (readonly string[])[]) => onContent({ ...content, rows: next, noneBecause: '' });

  function onCell(row: number, column: number, value: string) {
    setRows(
      rows.map((cells, at) => (at === row ? columns.map((_, c) => (c === column ? value : (cells[c] ?? ''))) : cells)),
    );
  }
  function onPaste(event: ClipboardEvent, row: number, column: number) {
    const cells = readCells(event.clipboardData.getData('text/plain'));
    if (cells.length < 2 && (cells[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    const result = pasteCells({ columns, rows }, { row, column }, cells);
    setRows(
      result.rows.map((line) => line.map((cell, at) => (isDateColumn(columns[at] ?? '') ? tidyDay(cell) : cell))),
    );
    toast(result.overflow ? t('list.full', { max: MAX_ROWS }) : t('list.pasted', { rows: result.pasted }));
  }

  return (
    <>
      {none ? null : (
        <>
          <div className="sheet-wrap">
            <table className="sheet">
              <thead>
                <tr>
                  <th>
                    <span className="hidden">#</span>
                  </th>
                  {columns.map((column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ))}
                  <td />
                </tr>
              </thead>
              <tbody>
                {rows.map((cells, row) => (
                  <tr key={row}>
                    <td className="row-number">
                      <span aria-hidden="true">{row + 1}</span>
                    </td>
                    {columns.map((column, at) => (
                      <td key={column}>
                        <span className="cell-label" aria-hidden="true">
                          {column}
                        </span>
                        <Cell
                          day={isDateColumn(column)}
                          label={t('list.cell', { row: row + 1, column })}
                          value={cells[at] ?? ''}
                          onValue={(value) => onCell(row, at, value)}
                          onPaste={(event) => onPaste(event, row, at)}
                        />
                      </td>
                    ))}
                    <td className="row-tools">
                      <IconButton
                        icon="trash"
                        label={t('list.remove', { row: row + 1 })}
                        disabled={rows.length === 1}
                        onClick={() => setRows(rows.filter((_, at) => at !== row))}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Button
            tone="quiet"
            icon="plus"
            disabled={rows.length >= MAX_ROWS}
            onClick={() => setRows([...rows, columns.map(() => '')])}
          >
            {t('list.add')}
          </Button>
          <p className="field-hint wide-only">{t('list.paste')}</p>
          {rowError ? (
            <p className="field-error" role="alert">
              {rowError}
            </p>
          ) : null}
        </>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={none}
          onChange={(event) => {
            setNone(event.target.checked);
            if (!event.target.checked) onContent({ ...content, noneBecause: '' });
          }}
        />
        {t('list.none')}
      </label>
      {none ? (
        <TextArea
          label={t('list.noneBecause')}
          hint={t('list.noneHint')}
          error={wrong('noneBecause')}
          maxLength={500}
          value={content.noneBecause}
          onValue={(noneBecause) => onContent({ ...content, rows: [], noneBecause })}
        />
      ) : null}
    </>
  );
}

type CellProps = {
  label: string;
  value: string;
  onValue: (value: string) => void;
  onPaste: (event: ClipboardEvent) => void;
};

function Cell({ day, ...cell }: CellProps & { day: boolean }) {
  return day && isDayOrEmpty(cell.value) ? <DayCell {...cell} /> : <TextCell {...cell} />;
}

function DayCell({ label, value, onValue, onPaste }: CellProps) {
  return (
    <input
      type="date"
      className="input"
      max="9999-12-31"
      aria-label={label}
      value={value}
      onChange={(event) => onValue(event.target.value)}
      onPaste={onPaste}
    />
  );
}

/** It grows with its text, so that nothing typed is hidden. */
function TextCell({ label, value, onValue, onPaste }: CellProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const cell = area.current;
    if (!cell) return;
    cell.style.height = 'auto';
    cell.style.height = `${cell.scrollHeight + 2}px`;
  }, [value]);
  return (
    <textarea
      ref={area}
      className="input"
      rows={1}
      maxLength={500}
      aria-label={label}
      value={value}
      onChange={(event) => onValue(event.target.value)}
      onPaste={onPaste}
    />
  );
}
