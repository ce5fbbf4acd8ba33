import '../../styles/reader.css';
import '../../styles/evidence.css';
import '../../styles/learning.css';
import type { DocumentView } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ActionBar } from '../../kit/action-bar.tsx';
import { Failure } from '../../kit/failure.tsx';
import { Link } from '../../kit/link.tsx';
import { Loading } from '../../kit/loading.tsx';
import { Page } from '../../kit/page.tsx';
import { Segments } from '../../kit/segments.tsx';
import { useKeptFocus } from '../../kit/use-kept-focus.ts';
import { ConfirmReading } from '../../learning/confirm-reading.tsx';
import { CompareView } from './compare-view.tsx';
import { DocumentAsk } from './document-ask.tsx';
import { ASKS, type AskedAction, expectedOf } from './document-asks.ts';
import { DocumentFacts, DocumentHead, DraftLine } from './document-facts.tsx';
import { DocumentText } from './document-text.tsx';
import { PeopleAsk } from './people-ask.tsx';
import { documentQuery } from './reader-queries.ts';
import { say } from './reader-texts.ts';
import { SettingsAsk } from './settings-ask.tsx';
import { useDocumentFiles } from './use-document-files.ts';

/** One document: what it says, who stands for it, and what this person may do with it. */
export function Reader({
  id,
  afterStep,
  below,
}: {
  id: string;
  afterStep?: (key: string) => ReactNode;
  below?: ReactNode;
}) {
  const document = useQuery(documentQuery(id));
  return (
    <Page
      title={document.data?.title || document.data?.writing?.title || say('loading')}
      back="/documents"
      actions={
        document.data?.abilities.includes('edit') ? (
          <Link href={`/documents/${id}/edit`} className="button button-plain button-small">
            {say('edit')}
          </Link>
        ) : null
      }
    >
      {document.isPending ? (
        <Loading />
      ) : !document.data ? (
        <Failure error={document.error} onRetry={() => void document.refetch()} />
      ) : (
        <Body document={document.data} afterStep={afterStep} below={below} />
      )}
    </Page>
  );
}

type Shown = 'published' | 'draft' | 'compare';
type Props = { document: DocumentView; afterStep: ((key: string) => ReactNode) | undefined; below: ReactNode };

function Body({ document, afterStep, below }: Props) {
  const { id, content, writing, number, abilities } = document;
  const both = content !== null && writing !== null;
  // Who has to approve reads what is new, everybody else what holds.
  const [shown, setShown] = useState<Shown>(
    both && abilities.includes('publish') ? 'compare' : content ? 'published' : 'draft',
  );
  const [action, setAction] = useState<AskedAction | null>(null);
  const files = useDocumentFiles(document);
  useKeptFocus(abilities.join());
  const text = both ? (shown === 'draft' ? writing.content : content) : (content ?? writing?.content);
  const offered = ([...Object.keys(ASKS), 'change_people', 'change_settings'] as AskedAction[]).filter((name) =>
    abilities.includes(name),
  );
  const tabs = (['published', 'draft', 'compare'] as const).map((value) => ({
    value,
    label: value === 'compare' ? say('compareTitle') : say(value),
  }));
  return (
    <>
      <div className="columns">
        <div className="stack">
          <section className="card card-pad document-card">
            <DocumentHead document={document} />
            {writing ? <DraftLine writing={writing} /> : null}
            {both ? <Segments label={say('shown')} value={shown} options={tabs} onValue={setShown} /> : null}
            {both && shown === 'compare' && number !== null ? (
              <CompareView documentId={id} from={number} to="draft" version={document.draftVersion} />
            ) : text ? (
              <DocumentText documentId={id} content={text} files={files} {...(afterStep ? { afterStep } : {})} />
            ) : null}
          </section>
          {number !== null && shown === 'published' ? <ConfirmReading documentId={id} number={number} /> : null}
          {below}
        </div>
        <aside className="stack">
          <DocumentFacts document={document} />
        </aside>
      </div>
      <ActionBar
        actions={offered.map((name) => ({ name, label: say(`do.${name}`), icon: iconOf(name) }))}
        main={expectedOf(document)}
        onAction={setAction}
      />
      {action === 'change_people' ? (
        <PeopleAsk document={document} onClose={() => setAction(null)} />
      ) : action === 'change_settings' ? (
        <SettingsAsk document={document} onClose={() => setAction(null)} />
      ) : action ? (
        <DocumentAsk document={document} action={action} onClose={() => setAction(null)} />
      ) : null}
    </>
  );
}

const iconOf = (name: AskedAction) =>
  name === 'change_people' ? 'person' : name === 'change_settings' ? 'settings' : ASKS[name].icon;
