import { isWithinReach, localDay } from '../calendar.ts';

/**
 * One thing known about one person's departure. Facts come in any order, any number of times, from pushes,
 * reconciliation and people; together they decide what the one case should look like.
 */
export type DepartureFact =
  | {
      kind: 'approval';
      processInstanceId: string;
      status: ApprovalStatus;
      /** Instant DingTalk gives for the status. */
      statusAt: Date;
      lastWorkingDay: string | null;
      successorId: string | null;
    }
  | {
      /** 智能人事 `dimissionInfos`: 1 待离职, 2 已离职, 3 neither, 4 approval submitted (contract: hrm dimissionInfos). */
      kind: 'dimission';
      status: 1 | 2 | 3 | 4;
      lastWorkingDay: string | null;
      successorId: string | null;
      /** When this content was first seen; DingTalk gives no instant. */
      seenAt: Date;
    }
  /** `user_leave_org`, or `hrm_mdm_user_change` 4. */
  | { kind: 'left'; at: Date }
  /** HR said so in our own pages. Null leaves a date or person as it was. */
  | {
      kind: 'hand';
      action: 'open' | 'edit' | 'withdraw' | 'reinstate';
      at: Date;
      lastWorkingDay: string | null;
      successorId: string | null;
    };

export type ApprovalStatus = 'running' | 'agreed' | 'refused' | 'withdrawn' | 'deleted';

/** What the facts add up to. Flows bring the case in line with this and with nothing else. */
export type DesiredDeparture = {
  /** Whether a case should be open now. */
  exists: boolean;
  /**
   * none: nobody ever agreed to it, no case. open: a case. gone: a case whose leaver already left (补交接).
   * withdrawn: there was an agreed departure, it is off; an existing case is withdrawn, a missing one not made up.
   */
  state: 'none' | 'open' | 'gone' | 'withdrawn';
  lastWorkingDay: string | null;
  successorId: string | null;
  source: 'approval' | 'dimission_info' | 'left_org' | 'hr' | null;
  /** The approval that is authoritative now. */
  processInstanceId: string | null;
  withdrawnBecause:
    | ''
    | 'approval_withdrawn'
    | 'approval_deleted'
    | 'approval_refused'
    | 'dimission_revoked'
    | 'by_hand';
  /** An approval is under way: remembered, opens nothing. */
  announced: boolean;
};

type Approval = Extract<DepartureFact, { kind: 'approval' }>;
type Source = NonNullable<DesiredDeparture['source']>;
type OffBecause = Exclude<DesiredDeparture['withdrawnBecause'], ''>;

/** Something said about the departure, and when. Only one that `opens` is by itself a reason for a case. */
type Word = {
  at: number;
  source: Source;
  id: string;
  opens: boolean;
  gone: boolean;
  lastWorkingDay: string | null;
  successorId: string | null;
};

/**
 * Folds everything known of one person's departure. Order and repetition of the facts never matter.
 *
 * - Only an agreed approval, 待离职 in 智能人事, having left, or HR by hand opens a case. A running one is remembered.
 * - The newest word wins the last working day and the successor; one without leaves what an older word says.
 * - A departure is off when nothing stands any more: with two approvals, one withdrawn changes nothing.
 * - 智能人事 saying "neither" ends it only after it had said 待离职: ordinary OA forms never set 待离职.
 * - A day more than two years from when it was named is a slip of the pen: as good as none, and asked for before launch.
 * - HR withdrawing by hand silences everything said until then; what is said later counts again.
 *
 * @param after facts up to this instant belong to an earlier, closed departure of the same person
 */
export function foldDeparture(facts: readonly DepartureFact[], after: Date | null = null): DesiredDeparture {
  const known = facts
    .filter((fact) => after === null || instantOf(fact) > after.getTime())
    .map(withoutFarDay)
    .toSorted(byTime);
  const approvals = foldApprovals(known.filter((fact) => fact.kind === 'approval'));
  const revokedAt = revocation(known);
  const silencedAt = newest(known.filter((fact) => fact.kind === 'hand' && fact.action === 'withdraw'));
  const stands = (word: Word) =>
    word.opens && word.at > silencedAt && (word.source === 'left_org' || word.at > revokedAt);

  const words = [...approvals.filter(({ status }) => status === 'agreed').map(wordOf), ...known.flatMap(wordsOf)];
  const standing = words.filter(stands);
  const agreedOnce = approvals.filter((approval) => approval.agreedOnce);
  const isOff = standing.length === 0 && (agreedOnce.length > 0 || words.some((word) => word.opens));
  // Last come approvals that were agreed and then taken back: they still tell the dates of the case they once opened.
  const takenBack = agreedOnce.filter(({ status }) => status !== 'agreed').map(wordOf);
  const sayings = [...words.toSorted(newestFirst), ...takenBack.toSorted(newestFirst)];
  const origin = standing.toSorted(byAuthority)[0];
  const isGone = standing.some((word) => word.gone);
  return {
    exists: standing.length > 0,
    state: standing.length > 0 ? (isGone ? 'gone' : 'open') : isOff ? 'withdrawn' : 'none',
    lastWorkingDay: sayings.find((word) => word.lastWorkingDay !== null)?.lastWorkingDay ?? null,
    successorId: sayings.find((word) => word.successorId !== null)?.successorId ?? null,
    source: origin?.source ?? null,
    processInstanceId: origin?.source === 'approval' ? origin.id : null,
    withdrawnBecause: isOff ? whyOff(silencedAt, revokedAt, agreedOnce) : '',
    announced:
      approvals.some(({ status }) => status === 'running') ||
      known.findLast((fact) => fact.kind === 'dimission')?.status === 4,
  };
}

function withoutFarDay(fact: DepartureFact): DepartureFact {
  if (fact.kind === 'left' || fact.lastWorkingDay === null) return fact;
  const named = localDay(new Date(instantOf(fact)));
  return isWithinReach(fact.lastWorkingDay, named) ? fact : { ...fact, lastWorkingDay: null };
}

type FoldedApproval = Approval & { agreedOnce: boolean };

/** Later in this order wins when two statuses of one approval carry the same instant. */
const STATUS_ORDER: readonly ApprovalStatus[] = ['running', 'agreed', 'refused', 'withdrawn', 'deleted'];

/** One per approval: its last status, with the newest day and successor it ever named. */
function foldApprovals(facts: readonly Approval[]): FoldedApproval[] {
  const ids = new Set(facts.map((fact) => fact.processInstanceId));
  return [...ids].flatMap((id) => {
    const said = facts.filter((fact) => fact.processInstanceId === id);
    const ordered = said.toSorted(
      (a, b) =>
        a.statusAt.getTime() - b.statusAt.getTime() ||
        STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) ||
        compare(textOf(a), textOf(b)),
    );
    const last = ordered.at(-1);
    if (!last) return [];
    return {
      ...last,
      lastWorkingDay: ordered.findLast((fact) => fact.lastWorkingDay !== null)?.lastWorkingDay ?? null,
      successorId: ordered.findLast((fact) => fact.successorId !== null)?.successorId ?? null,
      agreedOnce: said.some((fact) => fact.status === 'agreed'),
    };
  });
}

const wordOf = (approval: Approval): Word => ({
  at: approval.statusAt.getTime(),
  source: 'approval',
  id: approval.processInstanceId,
  opens: true,
  gone: false,
  lastWorkingDay: approval.lastWorkingDay,
  successorId: approval.successorId,
});

/** What a fact other than an approval says by itself. */
function wordsOf(fact: DepartureFact): Word[] {
  const word = { at: instantOf(fact), id: '', gone: false, lastWorkingDay: null, successorId: null };
  if (fact.kind === 'left') return [{ ...word, source: 'left_org', opens: true, gone: true }];
  if (fact.kind === 'dimission' && (fact.status === 1 || fact.status === 2)) {
    const { lastWorkingDay, successorId } = fact;
    return [{ ...word, source: 'dimission_info', opens: true, gone: fact.status === 2, lastWorkingDay, successorId }];
  }
  if (fact.kind === 'hand' && fact.action !== 'withdraw') {
    const { lastWorkingDay, successorId } = fact;
    // An edit steers a case; it is no reason for one.
    return [{ ...word, source: 'hr', opens: fact.action !== 'edit', lastWorkingDay, successorId }];
  }
  return [];
}

/** When 智能人事 last took back a 待离职 it had shown before; -Infinity when it never did. */
function revocation(known: readonly DepartureFact[]): number {
  const seen = known.filter((fact) => fact.kind === 'dimission');
  const firstPending = seen.find((fact) => fact.status === 1)?.seenAt;
  return newest(seen.filter((fact) => fact.status === 3 && firstPending !== undefined && fact.seenAt > firstPending));
}

const OFF: Partial<Record<ApprovalStatus, OffBecause>> = {
  refused: 'approval_refused',
  withdrawn: 'approval_withdrawn',
  deleted: 'approval_deleted',
};

/** The newest of the things that ended it. */
function whyOff(silencedAt: number, revokedAt: number, approvals: readonly FoldedApproval[]): OffBecause {
  const ends = approvals.flatMap(({ status, statusAt }) => {
    const because = OFF[status];
    return because ? [{ at: statusAt.getTime(), because }] : [];
  });
  const all = [
    { at: silencedAt, because: 'by_hand' as const },
    { at: revokedAt, because: 'dimission_revoked' as const },
    ...ends,
  ];
  return all.toSorted((a, b) => b.at - a.at || compare(a.because, b.because))[0]?.because ?? 'by_hand';
}

/** An approval is what the company decided; leaving without anything else is the last resort. */
const AUTHORITY: readonly Source[] = ['approval', 'dimission_info', 'hr', 'left_org'];
const byAuthority = (a: Word, b: Word): number =>
  AUTHORITY.indexOf(a.source) - AUTHORITY.indexOf(b.source) || newestFirst(a, b);

const newestFirst = (a: Word, b: Word): number => b.at - a.at || compare(textOf(a), textOf(b));
const byTime = (a: DepartureFact, b: DepartureFact): number =>
  instantOf(a) - instantOf(b) || compare(textOf(a), textOf(b));
const newest = (facts: readonly DepartureFact[]): number => Math.max(Number.NEGATIVE_INFINITY, ...facts.map(instantOf));

function instantOf(fact: DepartureFact): number {
  if (fact.kind === 'approval') return fact.statusAt.getTime();
  return (fact.kind === 'dimission' ? fact.seenAt : fact.at).getTime();
}

/** The same text for the same content, whatever order its fields were written in: breaks ties between equals. */
const textOf = (content: object): string =>
  JSON.stringify(Object.entries(content).toSorted(([a], [b]) => compare(a, b)));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
