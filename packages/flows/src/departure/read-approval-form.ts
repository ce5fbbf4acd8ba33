import { isDay, localDay } from '@baton/core';
import type { schema } from '@baton/db';
import type { Approval } from '@baton/dingtalk';

export type ResignationForm = { leaverId: string; lastWorkingDay: string | null; successorId: string | null };
type Value = Approval['values'][number];
type Field = keyof schema.ApprovalMapping;

/** How forms that nobody mapped call things: official 离职 suites have no documented component ids (contract/unknown.md). */
const LABELS: Readonly<Record<Field, RegExp>> = {
  leaver: /离职(人|员工|者|人员)|被离职|leaver/i,
  lastWorkingDay: /最后.{0,3}(工作|在岗|上班)|离职.{0,3}(日|时间)|last.?work/i,
  successor: /交接|接收|接手|接替|handover|successor/i,
};
const COMPONENT: Readonly<Record<Field, string>> = {
  leaver: 'InnerContactField',
  lastWorkingDay: 'DDDateField',
  successor: 'InnerContactField',
};

/**
 * Reads who leaves, when and who takes over from an approval's form. With a mapping each named component is looked for
 * by id, then alias, then label; without one (official suites) by component type and what the label says. The leaver is
 * the originator unless the form names one: HR files for others (contract/approval-form.md §6.3).
 */
export function readApprovalForm(approval: Approval, mapping: schema.ApprovalMapping | null): ResignationForm {
  const find = (field: Field): Value | undefined =>
    mapping ? byName(approval.values, mapping[field]) : byLabel(approval.values, field);
  return {
    leaverId: userIdsIn(find('leaver'))[0] ?? approval.originatorUserId,
    lastWorkingDay: dayIn(find('lastWorkingDay')),
    successorId: userIdsIn(find('successor'))[0] ?? null,
  };
}

function byName(values: readonly Value[], name: string | null): Value | undefined {
  if (name === null || name === '') return undefined;
  return (
    values.find((value) => value.id === name) ??
    values.find((value) => value.bizAlias === name) ??
    values.find((value) => value.name === name)
  );
}

function byLabel(values: readonly Value[], field: Field): Value | undefined {
  return values.find(
    ({ componentType, name, bizAlias }) =>
      componentType === COMPONENT[field] && (LABELS[field].test(name ?? '') || LABELS[field].test(bizAlias ?? '')),
  );
}

/** A contact's value is a JSON list of userids; a lone id and plain text occur too (approval-form.md §3, §4). */
function userIdsIn(value: Value | undefined): string[] {
  if (!value) return [];
  const parsed = parse(value.value);
  const list = Array.isArray(parsed) ? parsed : [parsed];
  return list.filter((entry): entry is string => typeof entry === 'string' && /^[^\s,:"{}[\]]{1,64}$/.test(entry));
}

/** `2026-11-30`, `2026-11-30 18:00` or milliseconds. @returns the day in Asia/Shanghai, null when it is none */
function dayIn(value: Value | undefined): string | null {
  const parsed = parse(value?.value ?? null);
  if (typeof parsed === 'number' || (typeof parsed === 'string' && /^\d{12,14}$/.test(parsed))) {
    return localDay(new Date(Number(parsed)));
  }
  const day = typeof parsed === 'string' ? parsed.trim().slice(0, 10).replaceAll('/', '-') : '';
  return isDay(day) ? day : null;
}

function parse(text: string | null): unknown {
  if (text === null) return null;
  try {
    const json: unknown = JSON.parse(text);
    // A bare number is a userid as often as a time: leave it to the reader.
    return typeof json === 'number' ? text : json;
  } catch {
    return text;
  }
}
