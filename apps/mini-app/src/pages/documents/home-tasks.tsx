import type { Api } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Button } from '../../kit/button.tsx';
import { Icon } from '../../kit/icon.tsx';
import { Link } from '../../kit/link.tsx';
import { sayDay } from '../../say-days.ts';
import { requestsQuery, tasksQuery } from './queries.ts';

type Task = Api['listDocumentTasks']['reply']['rows'][number];

/** Shown before one asks for the rest: the shelf below is what most people came for. */
const FIRST = 3;
const TONE: Record<Task['task'], string> = { approve: 'tag-violet', revise: 'tag-warn', verify: 'tag-warn' };

/** What waits for who looks: documents, questions, and what colleagues looked for. Nothing where nothing waits. */
export function HomeTasks() {
  const [all, setAll] = useState(false);
  const tasks = useQuery(tasksQuery());
  const requests = useQuery(requestsQuery());
  const rows = tasks.data?.rows ?? [];
  const questions = tasks.data?.questions ?? 0;
  const wanted = requests.data?.waiting.length ?? 0;
  const count = rows.length + questions + wanted;
  if (count === 0) return null;
  const shown = all ? rows : rows.slice(0, FIRST);
  return (
    <section className="home-tasks" aria-labelledby="home-tasks">
      <h2 className="section-title" id="home-tasks">
        {t('tasks.title')}
        <span className="count">{count}</span>
      </h2>
      <ul className="card rows">
        {questions > 0 ? (
          <Shortcut
            href="/questions"
            text={t(questions < 100 ? 'tasks.questions' : 'tasks.questionsMany', { count: questions })}
          />
        ) : null}
        {shown.map((row) => (
          <TaskRow key={row.id} row={row} />
        ))}
        {wanted > 0 ? <Shortcut href="/documents/requests" text={t('requests.note', { count: wanted })} /> : null}
      </ul>
      {shown.length < rows.length ? (
        <div className="hr-foot">
          <Button onClick={() => setAll(true)}>{t('tasks.more', { count: rows.length - shown.length })}</Button>
        </div>
      ) : null}
    </section>
  );
}

function TaskRow({ row: { id, task, title, since, because } }: { row: Task }) {
  return (
    <li>
      <Link href={`/documents/${id}`} className="row">
        <div className="row-main">
          <div className="row-title">
            <span>{title}</span>
            <span className={`tag ${TONE[task]}`}>{t(`tasks.${task}`)}</span>
          </div>
          {since ? (
            <div className="meta">
              <time dateTime={since}>
                {t(task === 'approve' ? 'tasks.handedIn' : 'documents.reviewPast', { day: sayDay(since) })}
              </time>
            </div>
          ) : null}
          {because ? (
            <p className={`row-reason ${task === 'approve' ? 'row-reason-quiet' : 'row-reason-warn'}`}>{because}</p>
          ) : null}
        </div>
        <Icon name="next" size={18} />
      </Link>
    </li>
  );
}

const Shortcut = ({ href, text }: { href: string; text: string }) => (
  <li>
    <Link href={href} className="row">
      <div className="row-main">
        <div className="row-title">{text}</div>
      </div>
      <Icon name="next" size={18} />
    </Link>
  </li>
);
