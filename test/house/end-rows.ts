import type { Rows } from './read-rows.ts';

type Of<T> = T extends (infer Row)[] ? Row : never;

/**
 * What a departure ended as, told without ids, instants and the person's name: equal for two people to whom the same
 * happened, in whatever order we heard of it.
 */
export function endRowsOf(rows: Rows, leaverId: string, name: string) {
  const cases = rows.cases.filter((row) => row.leaverId === leaverId);
  const ids = new Set(cases.map(({ id }) => id));
  const approvals = rows.approvals.filter((row) => row.leaverId === leaverId).toSorted(byFirstWord);
  const order = new Map(approvals.map(({ processInstanceId }, index) => [processInstanceId, index]));
  return {
    cases: cases.map((row) => caseRow(row, order)),
    items: rows.items
      .filter(({ handoverId }) => ids.has(handoverId))
      .map((row) => itemRow(row, rows, leaverId))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    approvals: approvals.map(({ status, lastWorkingDay, successorId, bizCategoryId, processCode, handoverId }) => ({
      ...{ status, lastWorkingDay, successorId, bizCategoryId, processCode },
      bound: handoverId !== null,
    })),
    notices: rows.notices
      .filter(({ recipient, dedupeKey }) => recipient === leaverId || [...ids].some((id) => dedupeKey.includes(id)))
      .map(({ kind, recipient, state, body }) => ({
        ...{ kind, state },
        to: recipient === leaverId ? 'leaver' : order.has(recipient) ? `approval ${order.get(recipient)}` : recipient,
        text: String(body.text).replaceAll(name, '某人'),
      }))
      .toSorted((a, b) => (`${a.kind}${a.to}` < `${b.kind}${b.to}` ? -1 : 1)),
  };
}

/** By what DingTalk said of them, so that two approvals of one person can be told apart without their ids. */
function byFirstWord(a: Of<Rows['approvals']>, b: Of<Rows['approvals']>): number {
  const words = (row: typeof a) => [row.statusAt.toISOString(), row.processCode, row.status].join();
  return words(a) < words(b) ? -1 : 1;
}

function caseRow(row: Of<Rows['cases']>, order: ReadonlyMap<string, number>) {
  const { state, kind, source, lastWorkingDay, successorId, managerId, interimHolderId, hrId, problems } = row;
  const { positionKey, positionRule, templates, withdrawnBecause, processInstanceId, launchedAt } = row;
  return {
    ...{ state, kind, source, lastWorkingDay, successorId, managerId, interimHolderId, hrId, problems },
    ...{ positionKey, positionRule, templates, withdrawnBecause },
    approval: processInstanceId === null ? null : order.get(processInstanceId),
    launched: launchedAt !== null,
  };
}

function itemRow(row: Of<Rows['items']>, rows: Rows, leaverId: string) {
  const { key, state, dueOn, acceptorId, acceptorInterim, toBeReaccepted, reason } = row;
  return {
    ...{ key, state, dueOn, acceptorId, acceptorInterim, toBeReaccepted, reason },
    doer: row.doerId === leaverId ? 'leaver' : row.doerId,
    signers: rows.confirmations
      .filter(({ itemId }) => itemId === row.id)
      .map(({ slot, role, confirmerId, confirmedAt }) => `${slot} ${role} ${confirmerId} ${confirmedAt !== null}`)
      .toSorted(),
  };
}
