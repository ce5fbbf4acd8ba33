import '../../styles/editor.css';
import type { DocumentContent, DocumentKind } from '@baton/core';
import { CONTENT_FORMATS, DOCUMENT_KINDS } from '@baton/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { say } from '../../editor/texts.ts';
import { t } from '../../i18n/t.ts';
import { Button } from '../../kit/button.tsx';
import { Failure } from '../../kit/failure.tsx';
import { Choices, Field, TextField } from '../../kit/field.tsx';
import { goTo } from '../../kit/link.tsx';
import { Loading } from '../../kit/loading.tsx';
import { Page } from '../../kit/page.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { requestNames } from '../../request-id.ts';
import { call } from '../../session.ts';
import { documentChanged, writesQuery } from './reader-queries.ts';

const EMPTY: Readonly<Record<DocumentContent['format'], DocumentContent>> = {
  markdown: { format: 'markdown', text: '' },
  sop: {
    ...{ format: 'sop', scope: '', trigger: '', frequency: '', inputs: [], output: '', exceptions: [] },
    ...{ systems: [], contacts: [], forbidden: [] },
    steps: [{ key: 'first', action: '', standard: '', range: '', trouble: '' }],
  },
};

/** What it is and whose; the writing comes after. `?position=` and `?title=` come along from where somebody missed it. */
export function NewDocument() {
  const asked = new URLSearchParams(window.location.search);
  const [kind, setKind] = useState<DocumentKind>('sop');
  const [format, setFormat] = useState<DocumentContent['format']>('sop');
  const [title, setTitle] = useState(asked.get('title') ?? '');
  const [chosenPosition, setPosition] = useState(asked.get('position'));
  const [visibility, setVisibility] = useState<'company' | 'positions'>('company');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const place = useRef<HTMLFormElement>(null);
  const nameRequest = useRef(requestNames());
  const writes = useQuery(writesQuery());
  // Their own, unless they came from where another one was wanted; whose documents are nobody's here are not offered.
  const usual = writes.data?.positions.find(({ key }) => key === writes.data.yours?.key) ?? writes.data?.positions[0];
  const position = chosenPosition ?? usual?.key ?? '';
  const formats = CONTENT_FORMATS[kind];
  const chosen = formats.includes(format) ? format : (formats[0] ?? 'markdown');
  useEffect(() => {
    if (tried && title.trim() === '') place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tried, title]);

  async function create(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (busy || title.trim() === '') return;
    setBusy(true);
    setError(null);
    try {
      const audience =
        visibility === 'positions' && position !== ''
          ? { visibility, visibleTo: [position] }
          : { visibility: 'company' as const, visibleTo: [] };
      const body = {
        kind,
        title: title.trim(),
        content: EMPTY[chosen] as never,
        positionKey: position || null,
        ...audience,
      };
      const requestId = nameRequest.current(JSON.stringify(body));
      const document = await call('createDocument', { body: { ...body, requestId } });
      documentChanged(document);
      goTo(`/documents/${document.id}/edit`, true);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  if (!writes.data) {
    return (
      <Page title={say('newTitle')} back="/documents">
        {writes.isPending ? <Loading /> : <Failure error={writes.error} onRetry={() => void writes.refetch()} />}
      </Page>
    );
  }
  return (
    <Page title={say('newTitle')} back="/documents">
      <form ref={place} className="card card-pad stack narrow" onSubmit={(event) => void create(event)} noValidate>
        <p className="muted">{say('newLead')}</p>
        {error === null ? null : <Refusal error={error} />}
        <TextField
          label={say('title')}
          hint={say('titleHint')}
          maxLength={120}
          value={title}
          error={tried && title.trim() === '' ? say('needTitle') : undefined}
          onValue={setTitle}
        />
        <Choices
          label={say('kind')}
          value={kind}
          options={DOCUMENT_KINDS.map((value) => ({ value, label: t(`documentKind.${value}`) }))}
          onValue={setKind}
        />
        {formats.length > 1 ? (
          <Choices
            label={say('format')}
            value={chosen}
            options={formats.map((value) => ({ value, label: say(`format.${value}`) }))}
            onValue={setFormat}
          />
        ) : null}
        <Field label={say('position')}>
          {(wired) => (
            <select
              {...wired}
              className="input select"
              value={position}
              onChange={(event) => setPosition(event.target.value)}
            >
              {writes.data.company ? <option value="">{say('company')}</option> : null}
              {writes.data.positions.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        {position === '' ? null : (
          <Choices
            label={say('audience')}
            value={visibility}
            options={(['company', 'positions'] as const).map((value) => ({ value, label: say(`visibility.${value}`) }))}
            onValue={setVisibility}
          />
        )}
        <Button type="submit" tone="primary" busy={busy}>
          {say('create')}
        </Button>
      </form>
    </Page>
  );
}
