import type { ConfirmerRole } from '../handover/model.ts';

/** The people around one case, as the rules need them. */
export type CasePeople = {
  leaverId: string;
  managerId: string | null;
  managersManagerId: string | null;
  successorId: string | null;
  interimHolderId: string | null;
  witnessId: string | null;
};

/** Who fills a role placeholder; the lowest `rank` is asked first. */
export type RoleHolder = { role: ConfirmerRole; userId: string; rank: number };

export type ConfirmerRequest = {
  /** AND of groups of alternatives, as in the template line. */
  confirmers: readonly (readonly ConfirmerRole[])[];
  doerId: string;
  acceptorId: string | null;
  people: CasePeople;
  roleHolders: readonly RoleHolder[];
  /** People who left the company: they are never asked. */
  gone: ReadonlySet<string>;
};

export type ResolvedConfirmers = {
  /** One per group that found somebody; `slot` is the group's place. `role` is the one that person signs as. */
  confirmations: { slot: number; role: ConfirmerRole; confirmerId: string }[];
  /** Groups nobody can sign for. */
  missing: { slot: number; roles: readonly ConfirmerRole[] }[];
};

/**
 * Who signs when nobody of the role can. The manager who accepts as interim holder hands confirming to their own
 * manager, else to HR. A line's 技术经理, 销售经理 … is in most companies the leaver's own manager, so an unfilled
 * lead falls back to the manager; functional roles (IT, 财务 …) never do: an admin has to name somebody.
 */
const FALLBACK: Partial<Record<ConfirmerRole, readonly ConfirmerRole[]>> = {
  manager: ['managers_manager', 'hr'],
  managers_manager: ['hr'],
  tech_lead: ['manager', 'managers_manager', 'hr'],
  sales_lead: ['manager', 'managers_manager', 'hr'],
  hr_lead: ['manager', 'managers_manager'],
  finance_lead: ['manager', 'managers_manager'],
  ops_lead: ['manager', 'managers_manager', 'hr'],
  service_lead: ['manager', 'managers_manager', 'hr'],
  production_lead: ['manager', 'managers_manager', 'hr'],
  purchasing_lead: ['manager', 'managers_manager', 'hr'],
};

/**
 * Turns a line's confirmer roles into people: within a group the first role somebody fills, by rank; never the
 * leaver, never the doer, never who accepts the same item unless the template says the successor confirms, and never
 * somebody who left.
 */
export function resolveConfirmers(request: ConfirmerRequest): ResolvedConfirmers {
  const resolved: ResolvedConfirmers = { confirmations: [], missing: [] };
  for (const [slot, roles] of request.confirmers.entries()) {
    const found = firstOf(roles, request) ?? firstOf(fallbacksOf(roles), request);
    if (found) resolved.confirmations.push({ slot, ...found });
    else resolved.missing.push({ slot, roles });
  }
  return resolved;
}

const fallbacksOf = (roles: readonly ConfirmerRole[]) => roles.flatMap((role) => FALLBACK[role] ?? []);

function firstOf(roles: readonly ConfirmerRole[], request: ConfirmerRequest) {
  for (const role of roles) {
    const confirmerId = holdersOf(role, request).find((userId) => maySign(role, userId, request));
    if (confirmerId) return { role, confirmerId };
  }
  return null;
}

function holdersOf(role: ConfirmerRole, { people, roleHolders, acceptorId }: ConfirmerRequest): string[] {
  const ofTheCase: Partial<Record<ConfirmerRole, string | null>> = {
    manager: people.managerId,
    managers_manager: people.managersManagerId,
    successor: acceptorId,
    witness: people.witnessId,
  };
  if (role in ofTheCase) return ofTheCase[role] ? [ofTheCase[role]] : [];
  return roleHolders
    .filter((holder) => holder.role === role)
    .toSorted((a, b) => a.rank - b.rank || (a.userId < b.userId ? -1 : 1))
    .map((holder) => holder.userId);
}

const maySign = (role: ConfirmerRole, userId: string, request: ConfirmerRequest): boolean =>
  userId !== request.people.leaverId &&
  userId !== request.doerId &&
  (role === 'successor' || userId !== request.acceptorId) &&
  !request.gone.has(userId);
