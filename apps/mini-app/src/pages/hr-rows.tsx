import type { CaseRow } from '@baton/api/client';
import type { CaseState } from '@baton/core';
import { type TextKey, t } from '../i18n/t.ts';
import { Link } from '../kit/link.tsx';
import { NudgeButton } from '../kit/nudge-button.tsx';
import { Person } from '../kit/person.tsx';
import { Bar } from '../kit/progress.tsx';
import { CaseStateTag } from '../kit/tags.tsx';
import { sayDay, sayLeft } from '../say-days.ts';

const SOON_DAYS = 3;
/** Nobody is asked to hurry over a case that is over. */
const LEFT_MATTERS: readonly string[] = ['preparing', 'planning', 'active', 'supplementing', 'awaiting_release'];

function Left({ row }: { row: CaseRow }) {
  if (row.daysLeft === null || !LEFT_MATTERS.includes(row.state)) return null;
  const tone = row.daysLeft < 0 ? 'tone-danger' : row.daysLeft <= SOON_DAYS ? 'tone-warn' : 'muted';
  return <span className={`${tone} small block`}>{sayLeft(row.daysLeft)}</span>;
}

function Progress({ row }: { row: CaseRow }) {
  const { percent, mustDone, mustTotal, overdue } = row.progress;
  // Before the launch there is no checklist to be part-way through.
  if (row.progress.total === 0) {
    return <span className="muted">{t(row.state === 'withdrawn' ? 'hr.neverChecklist' : 'hr.noChecklist')}</span>;
  }
  return (
    <>
      <div className="hr-progress">
        <Bar done={percent} total={100} />
        <span className="numeric">{percent}%</span>
      </div>
      <span className="muted small numeric">
        {t('handover.mustProgress', { done: mustDone, total: mustTotal })}
        {overdue > 0 ? <span className="tone-danger"> · {t('handover.overdue', { count: overdue })}</span> : null}
      </span>
    </>
  );
}

/** What a case waits for when it waits for nobody in particular. */
const NOBODY: Partial<Record<CaseState, TextKey>> = {
  preparing: 'hr.waitsForStart',
  awaiting_release: 'hr.waitsForRelease',
  released: 'hr.waitsForNothing',
  archived: 'hr.waitsForNothing',
  withdrawn: 'hr.waitsForNothing',
};

/** The one to talk to first; the case itself names the others. */
function FirstBlocker({ row }: { row: CaseRow }) {
  const first = row.blockers[0];
  if (row.problems > 0) return <span className="tag tag-warn">{t('hr.problems', { count: row.problems })}</span>;
  if (!first) return <span className="muted">{t(NOBODY[row.state] ?? 'hr.waitsForNobody')}</span>;
  const { person, items, overdue } = first;
  return (
    <div className="blocker">
      <Person
        person={person}
        small
        about={
          <>
            {t('handover.blockerItems', { count: items })}
            {overdue > 0 ? <span className="tone-danger"> · {t('handover.overdue', { count: overdue })}</span> : null}
          </>
        }
      />
      <NudgeButton handoverId={row.id} person={person} />
    </div>
  );
}

const LastDay = ({ row }: { row: CaseRow }) => (
  <>
    {row.lastWorkingDay ? sayDay(row.lastWorkingDay) : <span className="muted">{t('common.notSet')}</span>}
    <Left row={row} />
  </>
);

export function HrTable({ rows }: { rows: readonly CaseRow[] }) {
  return (
    <div className="card hr-table-card">
      <table className="hr-table">
        <thead>
          <tr>
            <th scope="col">{t('hr.person')}</th>
            <th scope="col">{t('hr.state')}</th>
            <th scope="col">{t('hr.progress')}</th>
            <th scope="col">{t('hr.lastDay')}</th>
            <th scope="col">{t('hr.successor')}</th>
            <th scope="col">{t('hr.waiting')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link href={`/handovers/${row.id}`}>
                  <Person person={row.leaver} />
                </Link>
              </td>
              <td>
                <CaseStateTag state={row.state} />
              </td>
              <td>
                <Progress row={row} />
              </td>
              <td className="numeric">
                <LastDay row={row} />
              </td>
              <td>{row.successor?.name ?? <span className="muted">{t('common.none')}</span>}</td>
              <td>
                <FirstBlocker row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function HrCards({ rows }: { rows: readonly CaseRow[] }) {
  return (
    <ul className="hr-cards">
      {rows.map((row) => (
        <li className="card" key={row.id}>
          <Link href={`/handovers/${row.id}`} className="hr-card-top">
            <div className="hr-card-head">
              <Person person={row.leaver} />
              <CaseStateTag state={row.state} />
            </div>
            <div>
              <Progress row={row} />
            </div>
            <div className="meta numeric">
              {row.lastWorkingDay ? (
                <span>
                  {t('handover.lastWorkingDay')} {sayDay(row.lastWorkingDay)}
                </span>
              ) : null}
              <Left row={row} />
            </div>
          </Link>
          {LEFT_MATTERS.includes(row.state) ? (
            <div className="hr-card-foot">
              <FirstBlocker row={row} />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
