import { addDays } from '../calendar.ts';

/** Days an employer has to transfer the file and the social insurance (劳动合同法 §50). Calendar days. */
export const TRANSFER_DAYS = 15;

export type StatutoryDate = {
  key: 'certificate' | 'file_transfer' | 'social_insurance';
  dueOn: string;
  doneAt: Date | null;
};

/**
 * What the law asks of the employer, whatever the handover's state: the certificate on the day the contract ends, the
 * file and the social insurance within 15 days of it. Shown and reminded, never blocked by the gate.
 * @returns empty while no end is known
 */
export function statutoryDates(facts: {
  lastWorkingDay: string | null;
  legalEndDate: string | null;
  certificateIssuedAt: Date | null;
  filesTransferredAt: Date | null;
}): StatutoryDate[] {
  const end = facts.legalEndDate ?? facts.lastWorkingDay;
  if (end === null) return [];
  const transferBy = addDays(end, TRANSFER_DAYS);
  return [
    { key: 'certificate', dueOn: end, doneAt: facts.certificateIssuedAt },
    { key: 'file_transfer', dueOn: transferBy, doneAt: facts.filesTransferredAt },
    { key: 'social_insurance', dueOn: transferBy, doneAt: facts.filesTransferredAt },
  ];
}
