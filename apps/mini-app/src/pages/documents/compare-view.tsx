import type { Comparison } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../../kit/failure.tsx';
import { Loading } from '../../kit/loading.tsx';
import { compareQuery } from './reader-queries.ts';
import { say } from './reader-texts.ts';

type Block = Comparison['blocks'][number];
type Props = { documentId: string; from: number; to: number | 'draft'; version: number };

/** What became of a document, block by block; what is the same is left out. Marked by signs as well as by colour. */
export function CompareView({ documentId, from, to, version }: Props) {
  const compared = useQuery(compareQuery(documentId, from, to, version));
  if (compared.isPending) return <Loading rows={2} />;
  if (compared.isError) return <Failure error={compared.error} onRetry={() => void compared.refetch()} />;
  const changed = compared.data.blocks.filter(({ change }) => change !== 'same');
  const name = to === 'draft' ? say('compareDraft') : say('versionNo', { number: to });
  return (
    <section className="compare" aria-label={say('compareTitle')}>
      <p className="muted small">{say('compareLead', { from, to: name })}</p>
      {changed.length === 0 ? <p>{say('compareSame')}</p> : null}
      {changed.map((block, at) => (
        <BlockChange key={at} block={block} />
      ))}
    </section>
  );
}

function BlockChange({ block: { label, change, parts } }: { block: Block }) {
  return (
    <div className={`compare-block compare-${change}`}>
      <p className="compare-label">
        <span>{say(`block.${label}`)}</span>
        <span className="tag">{say(`change.${change}`)}</span>
      </p>
      <p className="compare-text">
        {parts.map(({ change: part, text }, at) => {
          const key = `${at}-${part}`;
          if (part === 'added') return <ins key={key}>{text}</ins>;
          if (part === 'removed') return <del key={key}>{text}</del>;
          return <span key={key}>{text}</span>;
        })}
      </p>
    </div>
  );
}
