import type { LearningReply } from '@baton/api/client';
import { say } from '../i18n/learning.ts';
import { Ask } from '../kit/ask.tsx';
import { toast } from '../kit/toast.tsx';
import { takeOffPath } from './queries.ts';

/** Takes somebody off a path they were put on by hand. */
export function EndPath(props: { path: LearningReply['paths'][number]; onClose: () => void }) {
  const { id, person, position } = props.path;
  return (
    <Ask
      title={say('end')}
      lead={say('endLead', { name: person.name, position: position.name })}
      submit={say('end')}
      danger
      onClose={props.onClose}
      onSubmit={async () => {
        await takeOffPath(id);
        toast(say('ended'));
        props.onClose();
      }}
    />
  );
}
