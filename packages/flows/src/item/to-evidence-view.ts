import type { EvidenceContent } from '@baton/core';
import type { EvidenceRow, PersonRefRow } from '@baton/db';
import type { Naming } from '../people/name-people.ts';

export type EvidenceView = {
  /** The reader's own draft if they have one, else what was handed in last. */
  evidenceNow: EvidenceContent[];
  evidenceIsDraft: boolean;
  /** What was handed in, oldest first. */
  rounds: { round: number; at: Date; by: PersonRefRow; evidence: EvidenceContent[] }[];
};

/** Evidence as one person may see it: every submitted round, and of the drafts only their own. */
export function toEvidenceView(rows: readonly EvidenceRow[], readerId: string, name: Naming): EvidenceView {
  const draft = rows.filter((row) => row.draft && row.by === readerId);
  const rounds: EvidenceView['rounds'] = [];
  for (const row of rows.filter((candidate) => !candidate.draft)) {
    const last = rounds.at(-1);
    if (last?.round === row.round) last.evidence.push(row.content);
    else rounds.push({ round: row.round, at: row.createdAt, by: name(row.by), evidence: [row.content] });
  }
  const latest = rounds.at(-1)?.evidence ?? [];
  return {
    evidenceNow: draft.length > 0 ? draft.map((row) => row.content) : latest,
    evidenceIsDraft: draft.length > 0,
    rounds,
  };
}
