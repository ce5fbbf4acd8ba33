import { type CaseKind, isManagerial, matchPosition, templateKeysFor } from '@baton/core';
import {
  findManagerOf,
  type HandoverRow,
  insertCase,
  listRoleHolders,
  readLeaver,
  readPositionRules,
  type schema,
  type Tx,
  together,
} from '@baton/db';
import { addHistory } from './add-history.ts';

export type NewCase = {
  corpId: string;
  leaverId: string;
  kind: CaseKind;
  source: schema.CaseSource;
  lastWorkingDay: string | null;
  successorId: string | null;
  processInstanceId: string | null;
  by: string;
  now: Date;
};

/**
 * Writes a new case in 待启动: position by the first rule that fires, its templates in their current versions, manager,
 * HR, interim holder (the manager, until there is a successor) and, where the template wants one, a witness.
 * Items are issued at launch. The leaver's row must exist.
 */
export async function createCase(tx: Tx, input: NewCase): Promise<HandoverRow> {
  const { corpId, leaverId, by, now, ...rest } = input;
  const [leaver, { rules, positions, templates }, managerId, hr] = await together([
    readLeaver(tx, corpId, leaverId),
    readPositionRules(tx, corpId),
    findManagerOf(tx, corpId, leaverId),
    listRoleHolders(tx, corpId, ['hr']),
  ]);
  if (!leaver) throw new Error('a case needs a known leaver');
  const match = matchPosition(rules, { title: leaver.person.title, departments: leaver.departments });
  const bound = bindTemplates(positions, templates, match.positionKey, isManagerial({ ...leaver, ...leaver.person }));
  const hrId = hr.find((userId) => userId !== leaverId);
  const witnesses = bound.some(({ needsWitness }) => needsWitness)
    ? await listRoleHolders(tx, corpId, ['finance_lead', 'general_manager'])
    : [];
  const row = await insertCase(tx, {
    ...rest,
    corpId,
    leaverId,
    state: 'preparing',
    managerId,
    interimHolderId: managerId,
    hrId: hrId ?? null,
    witnessId: witnesses.find((userId) => userId !== leaverId) ?? null,
    positionKey: match.positionKey,
    positionRule: match.rule,
    templates: bound.map(({ key, currentVersion }) => ({ key, version: currentVersion })),
    createdAt: now,
    updatedAt: now,
  });
  await addHistory(tx, {
    corpId,
    handoverId: row.id,
    at: now,
    by,
    action: 'case.opened',
    details: { source: input.source, position: match.positionKey, rule: match.rule },
  });
  return row;
}

type TemplateRow = typeof schema.templates.$inferSelect;

/**
 * Which templates, in which versions, a position's case is made of.
 * @throws Error when the position names no template or a template is missing: the company was not seeded
 */
export function bindTemplates(
  positions: readonly { key: string; templateKey: string }[],
  templates: readonly TemplateRow[],
  positionKey: string,
  leadsPeople: boolean,
): TemplateRow[] {
  const find = (key: string | undefined) => {
    const row = templates.find((template) => template.key === key);
    if (!row) throw new Error(`no template ${key} for position ${positionKey}`);
    return row;
  };
  const own = find(positions.find(({ key }) => key === positionKey)?.templateKey);
  return templateKeysFor(own, leadsPeople).map(find);
}
