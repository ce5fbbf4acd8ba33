/** 当月截止日 and 周期或到期日 are days that come again, or no days: text. */
const RECURRING = /或|每|当月|周期/;
const DAY_NAMES = /(日期|截止日|到期日?|交期|到货日|入职日|离职日|成交日|\b(date|deadline|due( on)?))$/i;

/** Whether the name of a list's column says that every cell is one calendar day. */
export const isDateColumn = (name: string): boolean => DAY_NAMES.test(name.trim()) && !RECURRING.test(name);

const WRITTEN = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/;
/** `2026/3/5` and `2026年3月5日`, as spreadsheets write days, as `2026-03-05`; anything else as it is. */
export function tidyDay(cell: string): string {
  const [, year, month = '', day = ''] = WRITTEN.exec(cell.trim()) ?? [];
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : cell;
}

/** What a native date field can hold; what somebody wrote in words before stays text, so that nothing is lost. */
export const isDayOrEmpty = (cell: string): boolean => cell === '' || /^\d{4}-\d{2}-\d{2}$/.test(cell);
