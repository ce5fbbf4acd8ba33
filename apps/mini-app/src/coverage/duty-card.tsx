import type { ResponsibilitiesReply, ResponsibilityView } from '@baton/api/client';
import { useState } from 'react';
import { Ask } from '../kit/ask.tsx';
import { Button } from '../kit/button.tsx';
import { failureText } from '../kit/failure.tsx';
import { Icon } from '../kit/icon.tsx';
import { Link } from '../kit/link.tsx';
import { Note } from '../kit/note.tsx';
import { toast } from '../kit/toast.tsx';
import { DoerAsk } from './doer-ask.tsx';
import { DutyAsk } from './duty-ask.tsx';
import { GapTags } from './gap-tags.tsx';
import { reloadDuties, retireDuty, verifyDoer } from './queries.ts';
import { say } from './texts.ts';

/** One responsibility: how often, what comes out, where it is written, who can do it, what is missing. */
export function DutyCard({ list, duty }: { list: ResponsibilitiesReply; duty: ResponsibilityView }) {
  const [asking, setAsking] = useState<'edit' | 'verify' | 'retire' | null>(null);
  const close = () => setAsking(null);
  const { abilities, position } = list;
  const { title, frequency, output, owner, gaps } = duty;
  return (
    <li className="card card-pad duty">
      <div className="duty-head">
        <h2 className="duty-title">
          {duty.starred ? (
            <span className="level-must" title="★" role="img" aria-label="★">
              ★{' '}
            </span>
          ) : null}
          {title}
        </h2>
        {gaps.length === 0 ? <span className="tag tag-ok">{say('fine')}</span> : null}
      </div>
      <div className="meta">
        {frequency ? <span>{say(`frequency.${frequency}`)}</span> : null}
        {output ? <span>{say('yields', { output })}</span> : null}
        {owner ? <span>{say('ownedBy', { name: owner.name })}</span> : null}
      </div>
      {gaps.length > 0 ? (
        <GapTags gaps={gaps.map((gap) => ({ gap }))} ownerLeaving={owner !== null} leaving={duty.leaving} />
      ) : null}
      <ul className="duty-links">
        {duty.documents.map(({ id, title: name }) => (
          <li key={id}>
            <Link href={`/documents/${id}`} className="duty-link">
              <Icon name="file" size={18} />
              <span>{name}</span>
            </Link>
          </li>
        ))}
        {duty.sop === 'missing' && abilities.includes('edit') ? (
          <li>
            <Link
              href={`/documents/new?position=${encodeURIComponent(position.key)}&title=${encodeURIComponent(title)}`}
              className="duty-link"
            >
              <Icon name="plus" size={18} />
              <span>{say('writeSop')}</span>
            </Link>
          </li>
        ) : null}
      </ul>
      <People duty={duty} />
      <div className="note-actions">
        {abilities.includes('edit') ? (
          <Button small onClick={() => setAsking('edit')}>
            {say('edit')}
          </Button>
        ) : null}
        {abilities.includes('verify') ? (
          <Button small onClick={() => setAsking('verify')}>
            {say('verify')}
          </Button>
        ) : null}
        {abilities.includes('edit') ? (
          <Button small tone="quiet" onClick={() => setAsking('retire')}>
            {say('retire')}
          </Button>
        ) : null}
      </div>
      {asking === 'edit' ? <DutyAsk list={list} duty={duty} onClose={close} /> : null}
      {asking === 'verify' ? <DoerAsk duty={duty} onClose={close} /> : null}
      {asking === 'retire' ? (
        <Ask
          title={say('retireTitle')}
          lead={say('retireLead', { title })}
          submit={say('retire')}
          danger
          onClose={close}
          onSubmit={async () => {
            await retireDuty(duty.id, duty.version);
            toast(say('retired'));
          }}
          onConflict={() => reloadDuties(position.key)}
        />
      ) : null}
    </li>
  );
}

function People({ duty }: { duty: ResponsibilityView }) {
  const [error, setError] = useState<unknown>(null);
  async function takeBack(userId: string) {
    setError(null);
    try {
      await verifyDoer(duty.id, userId, false);
      toast(say('saved'));
    } catch (failure) {
      setError(failure);
    }
  }
  return (
    <div className="duty-people">
      <h3 className="field-label">{say('whoCan')}</h3>
      {duty.people.length === 0 ? <p className="muted small">{say('nobodyKnown')}</p> : null}
      <ul>
        {duty.people.map(({ person, capability, leaving, verifiable }) => (
          <li key={person.userId}>
            <span className="duty-name">{person.name}</span>
            <span className={capability === 'doer' ? 'tag tag-ok' : 'tag'}>{say(`capability.${capability}`)}</span>
            {leaving ? <span className="tag tag-warn">{say('leavingSoon')}</span> : null}
            {verifiable && capability === 'doer' ? (
              <Button small tone="quiet" onClick={() => void takeBack(person.userId)}>
                {say('unverify')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {error === null ? null : (
        <Note tone="danger" live>
          {failureText(error)}
        </Note>
      )}
    </div>
  );
}
