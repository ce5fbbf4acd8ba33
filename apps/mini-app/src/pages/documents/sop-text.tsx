import type { SopContent } from '@baton/core';
import type { ReactNode } from 'react';
import { Icon } from '../../kit/icon.tsx';
import { Markdown, type ShownFile } from '../../kit/markdown.tsx';
import { say } from './reader-texts.ts';
import { useArrivalAtStep } from './use-arrival-at-step.ts';

type Files = ReadonlyMap<string, ShownFile>;
type Props = { content: SopContent; files: Files; afterStep?: ((key: string) => ReactNode) | undefined };

const BEFORE = ['scope', 'trigger', 'frequency'] as const;
const AFTER = ['systems', 'contacts'] as const;
const FIELDS = ['standard', 'range', 'trouble'] as const;

/** A structured SOP as a document: what it is for, its steps, and what must not be done. */
export function SopText({ content, files, afterStep }: Props) {
  useArrivalAtStep();
  const facts = BEFORE.filter((name) => content[name] !== '');
  return (
    <>
      {facts.length > 0 ? (
        <dl className="sop-facts">
          {facts.map((name) => (
            <div key={name}>
              <dt>{say(`block.${name}`)}</dt>
              <dd>
                <Markdown inline text={content[name]} files={files} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {content.forbidden.length > 0 ? (
        <section className="sop-forbidden" aria-labelledby="forbidden">
          <h2 id="forbidden">
            <Icon name="alert" size={18} />
            {say('block.forbidden')}
          </h2>
          <Lines lines={content.forbidden} files={files} />
        </section>
      ) : null}
      <Part name="inputs" lines={content.inputs} files={files} />
      <h2 className="sop-title">{say('steps')}</h2>
      <ol className="sop-steps">
        {content.steps.map((step, at) => (
          <li key={step.key} id={`step-${step.key}`} className="sop-step">
            <span className="sop-number" aria-hidden="true">
              {at + 1}
            </span>
            <div className="sop-body">
              <div className="sop-action">
                <Markdown inline text={step.action} files={files} />
              </div>
              <dl>
                {FIELDS.filter((name) => step[name] !== '').map((name) => (
                  <div key={name} className={`sop-${name}`}>
                    <dt>{say(`block.step_${name}`)}</dt>
                    <dd>
                      <Markdown inline text={step[name]} files={files} />
                    </dd>
                  </div>
                ))}
              </dl>
              {afterStep?.(step.key)}
            </div>
          </li>
        ))}
      </ol>
      {content.output !== '' ? (
        <section>
          <h2 className="sop-title">{say('block.output')}</h2>
          <Markdown text={content.output} files={files} />
        </section>
      ) : null}
      {content.exceptions.length > 0 ? (
        <section>
          <h2 className="sop-title">{say('block.exceptions')}</h2>
          <dl className="sop-exceptions">
            {content.exceptions.map(({ sign, remedy }) => (
              <div key={sign + remedy}>
                <dt>{sign}</dt>
                <dd>
                  <Markdown inline text={remedy} files={files} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
      {AFTER.map((name) => (
        <Part key={name} name={name} lines={content[name]} files={files} />
      ))}
    </>
  );
}

function Part({
  name,
  lines,
  files,
}: {
  name: 'inputs' | 'systems' | 'contacts';
  lines: readonly string[];
  files: Files;
}) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h2 className="sop-title">{say(`block.${name}`)}</h2>
      <Lines lines={lines} files={files} />
    </section>
  );
}

const Lines = ({ lines, files }: { lines: readonly string[]; files: Files }) => (
  <ul className="sop-lines">
    {lines.map((line) => (
      <li key={line}>
        <Markdown inline text={line} files={files} />
      </li>
    ))}
  </ul>
);
