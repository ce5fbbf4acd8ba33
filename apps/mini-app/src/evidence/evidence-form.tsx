import type { ItemView } from '@baton/api/client';
import type { EvidenceContent, EvidenceProblem, EvidenceType } from '@baton/core';
import { type ComponentType, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button } from '../kit/button.tsx';
import { Icon, type IconName } from '../kit/icon.tsx';
import { Note } from '../kit/note.tsx';
import { Chips, Segments } from '../kit/segments.tsx';
import { today } from '../say-days.ts';
import { blankContent, FILLED_TYPES, type FilledContent, type FilledType, listColumns } from './content.ts';
import { ListEditor } from './list-editor.tsx';
import { SystemCheck } from './system-check.tsx';
import * as editors from './text-editors.tsx';
import { type FileShelf, useFiles } from './use-files.ts';

export const EVIDENCE_ICON: Record<EvidenceType, IconName> = {
  FILE: 'file',
  LINK: 'link',
  MEET: 'meet',
  LIST: 'list',
  APPR: 'stamp',
  PHOTO: 'photo',
  SYS: 'shield',
  SIGN: 'pen',
  DEMO: 'play',
};
type AnyEditor = ComponentType<{
  item: ItemView;
  content: FilledContent;
  onContent: (c: FilledContent) => void;
  files: FileShelf;
  wrong: (field: string) => string | undefined;
}>;
const EDITOR = {
  FILE: editors.FilesEditor,
  PHOTO: editors.PhotoEditor,
  LINK: editors.LinkEditor,
  MEET: editors.MeetEditor,
  LIST: ListEditor,
  APPR: editors.ApprovalEditor,
  SYS: editors.StatementEditor,
  SIGN: editors.SignEditor,
} as Record<FilledType, unknown> as Record<FilledType, AnyEditor>;
const isFilled = (type: EvidenceType): type is FilledType => type !== 'DEMO';

type Props = {
  item: ItemView;
  contents: readonly EvidenceContent[];
  onContents: (contents: readonly EvidenceContent[]) => void;
  problems: readonly EvidenceProblem[];
};

/** What an item asks for, group by group, and whatever else one wants to add. */
export function EvidenceForm({ item, contents, onContents, problems }: Props) {
  const files = useFiles(item.id, item.files);
  const [extra, setExtra] = useState<readonly FilledType[]>([]);
  const asked = new Set(item.evidence.flat());
  const extras = FILLED_TYPES.filter(
    (type) => !asked.has(type) && (extra.includes(type) || contents.some((content) => content.type === type)),
  );
  const offered = FILLED_TYPES.filter((type) => ['FILE', 'LINK', 'PHOTO', 'MEET'].includes(type)).filter(
    (type) => !asked.has(type) && !extras.includes(type),
  );
  const write = (content: FilledContent) =>
    onContents([...contents.filter((other) => other.type !== content.type), content]);
  const part = { item, contents, write, files, problems };

  return (
    <>
      {item.evidence.map((group) => (
        <Need key={group.join()} group={group} {...part} />
      ))}
      {extras.map((type) => (
        <Need
          key={type}
          group={[type]}
          {...part}
          onRemove={() => {
            setExtra(extra.filter((other) => other !== type));
            onContents(contents.filter((content) => content.type !== type));
          }}
        />
      ))}
      {offered.length > 0 ? (
        <div className="need">
          <p className="muted small">{t('form.extra')}</p>
          <div className="note-actions">
            {offered.map((type) => (
              <Button key={type} small tone="quiet" icon="plus" onClick={() => setExtra([...extra, type])}>
                {t(`evidence.${type}`)}
              </Button>
            ))}
          </div>
        </div>
      ) : null}
    </>
  );
}

type NeedProps = {
  group: readonly EvidenceType[];
  item: ItemView;
  contents: readonly EvidenceContent[];
  write: (content: FilledContent) => void;
  files: FileShelf;
  problems: readonly EvidenceProblem[];
  onRemove?: () => void;
};

/** One requirement; where several types will do, a choice between them. */
function Need({ group, item, contents, write, files, problems, onRemove }: NeedProps) {
  const present = group.find((type) => contents.some((content) => content.type === type));
  const [chosen, setChosen] = useState<EvidenceType>(present ?? (group[0] as EvidenceType));
  const found = problems.filter((problem) => problem.types.some((type) => group.includes(type)));
  const isShownByEditor = ({ field, types }: EvidenceProblem) => field !== null && types.includes(chosen);
  function wrong(field: string): string | undefined {
    const problem = found.find((one) => one.field === field && one.types.includes(chosen));
    return problem && t(`problem.${problem.code}`);
  }
  const title =
    group.length === 1
      ? t(`evidence.${chosen}`)
      : group.map((type) => t(`evidence.${type}`)).join(` ${t('common.or')} `);
  return (
    <section className="need" aria-label={title}>
      <div className="need-head">
        <h3>
          <Icon name={EVIDENCE_ICON[chosen]} />
          {title}
        </h3>
        {group.length > 1 ? <span className="choose">{t('form.chooseOne')}</span> : null}
        {onRemove ? (
          <Button small tone="quiet" onClick={onRemove}>
            {t('form.removeExtra', { type: title })}
          </Button>
        ) : null}
      </div>
      {found
        .filter((problem) => !isShownByEditor(problem))
        .map((problem) => (
          <p className="field-error" key={`${problem.code}${problem.field}`} role="alert">
            {t(`problem.${problem.code}`)}
          </p>
        ))}
      {group.length > 1 ? <Choice group={group} chosen={chosen} onChosen={setChosen} /> : null}
      {chosen === 'SYS' && item.check ? (
        <SystemCheck check={item.check} />
      ) : isFilled(chosen) ? (
        <Editor type={chosen} item={item} contents={contents} write={write} files={files} wrong={wrong} />
      ) : (
        <Note>{t('demo.expect')}</Note>
      )}
    </section>
  );
}

function Choice(props: {
  group: readonly EvidenceType[];
  chosen: EvidenceType;
  onChosen: (type: EvidenceType) => void;
}) {
  const options = props.group.map((type) => ({ value: type, label: t(`evidence.${type}`) }));
  const Control = options.length > 3 ? Chips<EvidenceType> : Segments<EvidenceType>;
  return <Control label={t('form.chooseOne')} value={props.chosen} options={options} onValue={props.onChosen} />;
}

type EditorProps = Pick<NeedProps, 'item' | 'contents' | 'write' | 'files'> & {
  type: FilledType;
  wrong: (field: string) => string | undefined;
};

function Editor(props: EditorProps) {
  const { type, item, contents } = props;
  const fallback = [t('list.defaultItem'), t('list.defaultNote')];
  const hints = { columns: listColumns(item, fallback), today: today(), statement: t('sign.default') };
  const content = contents.find((other): other is FilledContent => other.type === type) ?? blankContent(type, hints);
  const Control = EDITOR[type];
  return <Control item={item} content={content} onContent={props.write} files={props.files} wrong={props.wrong} />;
}
