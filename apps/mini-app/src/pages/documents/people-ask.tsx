import type { DocumentView, PersonRef } from '@baton/api/client';
import { useState } from 'react';
import { Ask } from '../../kit/ask.tsx';
import { PeoplePicker } from '../../kit/people-picker.tsx';
import { toast } from '../../kit/toast.tsx';
import { call } from '../../session.ts';
import { reloadDocument } from './document-ask.tsx';
import { documentChanged } from './reader-queries.ts';
import { say } from './reader-texts.ts';

/** Another owner or verifier; nobody of them is asked to read it anew for that. */
export function PeopleAsk({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const [owner, setOwner] = useState<PersonRef | null>(null);
  const [verifier, setVerifier] = useState<PersonRef | null>(null);
  const { id, version } = document;
  return (
    <Ask
      title={say('do.change_people')}
      lead={say('ask.change_people')}
      submit={say('do.change_people')}
      disabled={owner === null && verifier === null}
      onClose={onClose}
      onSubmit={async () => {
        const body = {
          version,
          ...(owner ? { ownerId: owner.userId } : {}),
          ...(verifier ? { verifierId: verifier.userId } : {}),
        };
        documentChanged(await call('changeDocumentPeople', { params: { id }, body }));
        toast(say('done.change_people'));
        onClose();
      }}
      onConflict={() => reloadDocument(id)}
    >
      <PeoplePicker
        label={say('newOwner')}
        hint={`${say('owner')}：${document.owner.name}`}
        optional
        value={owner}
        without={[document.owner.userId]}
        onValue={setOwner}
      />
      <PeoplePicker
        label={say('newVerifier')}
        hint={`${say('verifier')}：${document.verifier.name}`}
        optional
        value={verifier}
        without={[document.verifier.userId]}
        onValue={setVerifier}
      />
    </Ask>
  );
}
