import { addDays } from '../calendar.ts';
import type { CaseKind } from './model.ts';

/** Days an employer has to transfer the file and the social insurance (劳动合同法 §50). Calendar days. */
export const TRANSFER_DAYS = 15;

export type StatutoryDate = { key: 'certificate' | 'file_transfer' | 'social_insurance'; dueOn: string };

/**
 * What the law asks of the employer, whatever the handover's state: the certificate on the day the contract ends, the
 * file and the social insurance within 15 days of it. Shown, never blocked by the gate.
 * @returns empty while no end is known, and where nobody leaves the company
 */
export function statutoryDates(facts: {
  kind: CaseKind;
  lastWorkingDay: string | null;
  legalEndDate: string | null;
}): StatutoryDate[] {
  const end = facts.legalEndDate ?? facts.lastWorkingDay;
  if (end === null || facts.kind !== 'departure') return [];
  const transferBy = addDays(end, TRANSFER_DAYS);
  return [
    { key: 'certificate', dueOn: end },
    { key: 'file_transfer', dueOn: transferBy },
    { key: 'social_insurance', dueOn: transferBy },
  ];
}
