import '../../styles/editor.css';
import '../../styles/reader.css';
import type { DocumentView } from '@baton/api/client';
import { type DocumentProblem, documentProblems } from '@baton/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { MarkdownForm } from '../../editor/markdown-form.tsx';
import { SopForm } from '../../editor/sop-form.tsx';
import { say } from '../../editor/texts.ts';
import { type DocumentDraft, useDocumentDraft } from '../../editor/use-document-draft.ts';
import { useUploads } from '../../editor/use-uploads.ts';
import { Button } from '../../kit/button.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Failure } from '../../kit/failure.tsx';
import { TextField } from '../../kit/field.tsx';
import { goTo, Link } from '../../kit/link.tsx';
import { Loading } from '../../kit/loading.tsx';
import { Note } from '../../kit/note.tsx';
import { Page } from '../../kit/page.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { Segments } from '../../kit/segments.tsx';
import { queryClient } from '../../queries.ts';
import { sayTime } from '../../say-days.ts';
import { DocumentAsk } from './document-ask.tsx';
import { DocumentText } from './document-text.tsx';
import { documentQuery } from './reader-queries.ts';
import { useDocumentFiles } from './use-document-files.ts';

/** Writing a document: saved by itself, handed in for review when it is complete. */
export function Editor({ id }: { id: string }) {
  const document = useQuery(documentQuery(id));
  return (
    <Page title={say('editTitle')} back={`/documents/${id}`}>
      {document.isPending ? (
        <Loading />
      ) : !document.data ? (
        <Failure error={document.error} onRetry={() => void document.refetch()} />
      ) : document.data.abilities.includes('edit') ? (
        <Writing document={document.data} />
      ) : (
        <Shut id={id} />
      )}
    </Page>
  );
}

const Shut = ({ id }: { id: string }) => (
  <div className="card">
    <Empty title={say('cannot')} hint={say('cannotHint')}>
      <Link href={`/documents/${id}`} className="button button-primary">
        {say('toDocument')}
      </Link>
    </Empty>
  </div>
);

function Writing({ document }: { document: DocumentView }) {
  const draft = useDocumentDraft(document);
  const { title, content } = draft.written;
  const uploads = useUploads(document.id, draft.arrive);
  const files = useDocumentFiles(document);
  const [mode, setMode] = useState<'write' | 'preview'>('write');
  const [problems, setProblems] = useState<readonly DocumentProblem[]>([]);
  const [refused, setRefused] = useState(0);
  const [asking, setAsking] = useState<number | null>(null);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused > 0) place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);
  // What was complained about is looked at again with every letter.
  const open = problems.length === 0 ? [] : documentProblems(title, content);

  async function submit() {
    const found = documentProblems(title, content);
    setProblems(found);
    if (found.length > 0) {
      setMode('write');
      return setRefused(refused + 1);
    }
    // What is handed in is what stands here: not an older draft, and nobody else's.
    setAsking(await draft.vouch());
  }

  return (
    <div
      ref={place}
      className="editor"
      onCompositionStart={() => draft.compose(true)}
      onCompositionEnd={() => draft.compose(false)}
    >
      <Saved draft={draft} />
      {draft.theirs ? <Conflict draft={draft} theirs={draft.theirs} /> : null}
      <Segments
        label={say('editTitle')}
        value={mode}
        options={(['write', 'preview'] as const).map((value) => ({ value, label: say(value) }))}
        onValue={(next) => {
          if (next === 'preview') void draft.save();
          setMode(next);
        }}
      />
      {mode === 'preview' ? (
        <section className="card card-pad">
          <h2 className="item-title">{title || say('empty')}</h2>
          <DocumentText documentId={document.id} content={content} files={files} />
        </section>
      ) : (
        <>
          <div className="card card-pad">
            <TextField
              label={say('title')}
              maxLength={120}
              value={title}
              error={open.some(({ code }) => code === 'title_missing') ? say('p.title_missing') : undefined}
              onValue={(next) => draft.change({ title: next })}
            />
            {content.format === 'markdown' ? (
              <MarkdownForm
                text={content.text}
                uploads={uploads}
                error={open.some(({ code }) => code === 'text_missing') ? say('p.text_missing') : undefined}
                onText={(text) => draft.change({ content: { format: 'markdown', text } })}
              />
            ) : null}
          </div>
          {content.format === 'sop' ? (
            <SopForm
              content={content}
              uploads={uploads}
              problems={open}
              onContent={(change) => draft.change({ content: { ...content, ...change } })}
            />
          ) : null}
        </>
      )}
      <div className="actions">
        {open.length > 0 ? <p className="actions-said">{say('problems', { count: open.length })}</p> : null}
        <Button
          tone="primary"
          disabled={draft.theirs !== null || uploads.uploads.length > 0}
          onClick={() => void submit()}
        >
          {say('submit')}
        </Button>
      </div>
      {asking !== null && document.abilities.includes('submit') ? (
        <DocumentAsk
          document={document}
          action="submit"
          draftVersion={asking}
          onConflict={(now) => {
            // Somebody has written on: it is not theirs that is handed in here. Else it may be pressed again.
            if (draft.meet(now)) setAsking(null);
          }}
          onClose={() => {
            setAsking(null);
            const now = queryClient.getQueryData(documentQuery(document.id).queryKey);
            if (now?.draft === 'in_review') goTo(`/documents/${document.id}`, true);
          }}
        />
      ) : null}
    </div>
  );
}

function Saved({ draft: { state, error } }: { draft: DocumentDraft }) {
  if (state === 'refused') return <Refusal error={error} />;
  if (state === 'clean' || state === 'conflict') return <p className="editor-state" role="status" />;
  return (
    <p className={`editor-state${state === 'local' ? ' tone-warn' : ''}`} role="status">
      {say(state)}
    </p>
  );
}

function Conflict({ draft, theirs }: { draft: DocumentDraft; theirs: DocumentView }) {
  const files = useDocumentFiles(theirs);
  const newer = theirs.writing;
  const number = theirs.number ?? 0;
  const content = newer?.content ?? theirs.content;
  return (
    <Note tone="danger" live>
      <strong>{newer ? say('conflictTitle', { name: newer.savedBy.name }) : say('newerTitle', { number })}</strong>
      <p>{newer ? say('conflictLead', { time: sayTime(newer.savedAt) }) : say('newerLead')}</p>
      <div className="note-actions">
        <Button onClick={() => draft.resolve('theirs')}>{say(newer ? 'takeTheirs' : 'takeNewer')}</Button>
        <Button onClick={() => draft.resolve('mine')}>{say('keepMine')}</Button>
      </div>
      <details className="theirs">
        <summary>{say(newer ? 'theirs' : 'newer')}</summary>
        <strong>{newer?.title ?? theirs.title}</strong>
        {content ? <DocumentText documentId={theirs.id} content={content} files={files} /> : null}
      </details>
    </Note>
  );
}
