import type { ItemView } from '@baton/api/client';
import type { EvidenceProblem } from '@baton/core';
import { EvidenceForm } from '../evidence/evidence-form.tsx';
import { EvidenceView } from '../evidence/evidence-view.tsx';
import type { Draft, DraftState } from '../evidence/use-draft.ts';
import { PROBLEMS } from '../evidence/use-problems.ts';
import { type TextKey, t } from '../i18n/t.ts';
import { Button } from '../kit/button.tsx';
import { failureText } from '../kit/failure.tsx';
import { Note } from '../kit/note.tsx';
import { sayTime } from '../say-days.ts';

const SAID: Partial<Record<DraftState, TextKey>> = {
  saving: 'draft.saving',
  saved: 'draft.saved',
  local: 'draft.local',
  incomplete: 'draft.incomplete',
  restored: 'draft.restored',
};

/** The evidence while it is being written. */
export function EvidenceWrite(props: { item: ItemView; draft: Draft; problems: readonly EvidenceProblem[] }) {
  const { item, draft, problems } = props;
  const said = SAID[draft.state];
  return (
    <section className="card card-pad" id="evidence" aria-labelledby="evidence-title">
      <div className="card-head">
        <h2 id="evidence-title">{t('form.need')}</h2>
        <span className="draft-state" role="status">
          {said ? t(said) : ''}
        </span>
      </div>
      {draft.state === 'conflict' ? (
        <Note tone="warn" live>
          <strong>{t('draft.conflictTitle')}</strong>
          <p>{t('draft.conflictHint')}</p>
          <div className="note-actions">
            <Button small onClick={() => void draft.resolve('mine')}>
              {t('draft.keepMine')}
            </Button>
            <Button small onClick={() => void draft.resolve('theirs')}>
              {t('draft.takeTheirs')}
            </Button>
          </div>
        </Note>
      ) : null}
      {draft.state === 'refused' ? (
        <Note tone="danger" live>
          {failureText(draft.error)}
        </Note>
      ) : null}
      {problems.length > 0 ? <Problems problems={problems} /> : null}
      <EvidenceForm item={item} contents={draft.contents} onContents={draft.change} problems={problems} />
      <Rounds item={item} />
    </section>
  );
}

/** Fields of which a piece of evidence has more than one to write in. */
const FIELD: Readonly<Record<string, TextKey>> = {
  purpose: 'file.purpose',
  summary: 'meet.summary',
  statement: 'sys.statement',
  noneBecause: 'list.noneBecause',
};

/** What is still missing, in one place; each is said again at its field. Takes the focus when a submission fails. */
function Problems({ problems }: { problems: readonly EvidenceProblem[] }) {
  return (
    <div id={PROBLEMS} className="problems-place" tabIndex={-1}>
      <Note tone="danger">
        <strong>{t('form.problems')}</strong>
        <ul>
          {problems.map(({ code, types, field, index }) => {
            const key = code.startsWith('text_') ? FIELD[field ?? ''] : undefined;
            return (
              <li key={`${code}${types.join()}${field}${index}`}>
                {types.map((type) => t(`evidence.${type}`)).join(t('common.or'))}
                {key ? ` · ${t(key)}` : ''}
                {t('common.colon')}
                {t(`problem.${code}`)}
              </li>
            );
          })}
        </ul>
      </Note>
    </div>
  );
}

/** The evidence as the others see it. */
export function EvidenceRead({ item }: { item: ItemView }) {
  const files = new Map(item.files.map((file) => [file.id, file]));
  return (
    <section className="card card-pad" aria-labelledby="evidence-title">
      <div className="card-head">
        <h2 id="evidence-title">{t('item.evidence')}</h2>
      </div>
      {item.evidenceNow.length > 0 ? (
        <EvidenceView evidence={item.evidenceNow} files={files} documents={item.documents} />
      ) : (
        <p className="muted">{t('item.evidenceNone')}</p>
      )}
      <Rounds item={item} />
    </section>
  );
}

/** Earlier submissions stay readable; the newest is what stands above, unless it is being rewritten. */
function Rounds({ item }: { item: ItemView }) {
  const files = new Map(item.files.map((file) => [file.id, file]));
  const newestFirst = [...item.rounds].sort((a, b) => b.round - a.round);
  const earlier = item.evidenceIsDraft || item.abilities.includes('save') ? newestFirst : newestFirst.slice(1);
  if (earlier.length === 0) return null;
  return (
    <div className="need rounds">
      <h3>{t('item.rounds')}</h3>
      {earlier.map((round) => (
        <details className="round" key={round.round}>
          <summary>{t('item.round', { round: round.round, name: round.by.name, time: sayTime(round.at) })}</summary>
          <div className="round-body">
            <EvidenceView evidence={round.evidence} files={files} documents={item.documents} />
          </div>
        </details>
      ))}
    </div>
  );
}
