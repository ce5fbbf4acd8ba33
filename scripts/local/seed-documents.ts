import type { GivenContent } from '@baton/core';
import {
  addResponsibility,
  createDocument,
  type Deps,
  flagDocuments,
  listDocuments,
  obsoleteDocument,
  publishDocument,
  readDocument,
  readResponsibilities,
  type Session,
  submitDocument,
  verifyDoer,
} from '@baton/flows';
import { companyDocuments, type SeedDocument } from './company-documents.ts';
import { companyDuties } from './company-duties.ts';

/**
 * What people of the believable company have written down so far, in every state a document can be in. Written, handed in
 * and approved as they do it themselves; only where there is no document yet.
 * @returns how many were written
 */
export async function seedDocuments(deps: Deps, corpId: string): Promise<number> {
  const as = (userId: string): Session => ({ corpId, actor: { userId, isAdmin: false, roles: [] }, tokenHash: '' });
  const hr: Session = { corpId, actor: { userId: 'chenjing', isAdmin: false, roles: ['hr'] }, tokenHash: '' };
  const { rows } = await listDocuments(
    deps,
    { ...hr, actor: { ...hr.actor, isAdmin: true } },
    { scope: 'all', limit: 1 },
  );
  if (rows.length > 0) return 0;
  for (const document of companyDocuments)
    await write(deps, document, document.owner === 'chenjing' ? hr : as(document.owner), as);
  await flagDocuments(deps, as('wanghaitao'), { subject: '急停', reason: '急停改成双回路，请核对第 4 步' });
  await seedDuties(deps, hr);
  return companyDocuments.length;
}

/** What their positions have to do, and who was seen doing it alone. */
async function seedDuties(deps: Deps, hr: Session): Promise<void> {
  const { rows } = await listDocuments(
    deps,
    { ...hr, actor: { ...hr.actor, isAdmin: true } },
    { scope: 'all', limit: 100 },
  );
  for (const { positionKey, doer, sop, ...duty } of companyDuties) {
    const documentIds = rows.filter(({ title }) => title === sop).map(({ id }) => id);
    await addResponsibility(deps, hr, { positionKey, ...duty, documentIds });
    if (!doer) continue;
    const { responsibilities } = await readResponsibilities(deps, hr, { positionKey });
    const id = responsibilities.find(({ title }) => title === duty.title)?.id;
    if (id) await verifyDoer(deps, hr, { id, userId: doer, verified: true });
  }
}

async function write(
  deps: Deps,
  document: SeedDocument,
  owner: Session,
  as: (userId: string) => Session,
): Promise<void> {
  const { kind, title, positionKey, subjects = [], verifier, until } = document;
  const content: GivenContent = document.content;
  const { documentId } = await createDocument(deps, owner, {
    ...{ kind, title, content, positionKey, subjects, verifierId: verifier, reviewDays: null },
    ...(document.only
      ? { visibility: 'positions' as const, visibleTo: [document.only] }
      : { visibility: 'company' as const, visibleTo: [] }),
  });
  if (until === 'draft') return;
  const { version, draftVersion } = await readDocument(deps, owner, { documentId });
  await submitDocument(deps, owner, { documentId, version, draftVersion, note: '', minor: false });
  if (until === 'in_review') return;
  await publishDocument(deps, as(verifier), { documentId, version: version + 1 });
  if (until === 'obsolete')
    await obsoleteDocument(deps, as(verifier), { documentId, version: version + 2, reason: '二号机 2025 年底已报废' });
}
