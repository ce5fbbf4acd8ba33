import { DUTIES_ITEM, foldSearch, readDuties } from '@baton/core';
import { insertResponsibility, listEvidence, listPathDocuments, replaceLinks } from '@baton/db';
import type { ItemWork } from '../item/change-item.ts';

/**
 * The 岗位职责清单 of a handover was confirmed: what it names becomes a responsibility of the position, unless a living
 * one says the same. So one list serves who leaves, who comes, and who looks at what would be lost. A document of the
 * position that is called what stands under 对应 SOP is linked.
 */
export async function adoptDuties({ tx, corpId, now, handover, item, by }: ItemWork): Promise<void> {
  const { positionKey } = handover;
  if (item.key !== DUTIES_ITEM || positionKey === null) return;
  const handedIn = (await listEvidence(tx, corpId, item.id)).filter(({ draft }) => !draft);
  const round = Math.max(...handedIn.map((row) => row.round));
  const duties = readDuties(handedIn.filter((row) => row.round === round).map(({ content }) => content));
  if (duties.length === 0) return;
  const documents = await listPathDocuments(tx, corpId, [positionKey], []);
  const called = (text: string) => {
    const name = nameOf(text);
    return documents.filter(({ title }) => name !== '' && nameOf(title) === name).map(({ id }) => id);
  };
  for (const [place, { sop, ...duty }] of duties.entries()) {
    // A millisecond apart: they stay in the order in which the leaver listed them.
    const createdAt = new Date(now.getTime() + place);
    const written = { createdBy: by, updatedBy: by, createdAt, updatedAt: now };
    const row = await insertResponsibility(tx, { corpId, positionKey, ...duty, ...written, fromItemId: item.id });
    if (row) await replaceLinks(tx, row, called(sop));
  }
}

const nameOf = (text: string): string => foldSearch(text).replace(/[《》「」\s]/gu, '');
