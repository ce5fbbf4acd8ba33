import type { EvidenceProblem } from './evidence.ts';

/**
 * Items that the system looks at itself (佐证 SYS), by their key in the templates: whether what the leaver knows has
 * been put where others find it, and whether what the successor asked has been answered.
 */
export const SYSTEM_CHECKS: Readonly<Record<string, 'documents' | 'questions'>> = {
  base_docs: 'documents', // 工作文档归位
  base_qa: 'questions', // 接收人提问清零
};
export type SystemCheckKind = (typeof SYSTEM_CHECKS)[string];

/** What was found: how many there are, and how many still stand in the way. */
export type SystemFinding = { kind: SystemCheckKind; total: number; open: number };

const CODES = { documents: 'documents_open', questions: 'questions_open' } as const;

/** What keeps the item from being handed in, by what the system found itself. */
export const systemProblems = ({ kind, open }: SystemFinding): EvidenceProblem[] =>
  open === 0 ? [] : [{ code: CODES[kind], types: ['SYS'], index: null, field: null }];

const SAYS: Readonly<Record<SystemCheckKind, (finding: SystemFinding) => string>> = {
  documents: ({ total }) =>
    total === 0
      ? '系统检查：移交人名下没有岗位文档'
      : `系统检查：移交人名下 ${total} 篇岗位文档均已发布或在审核中，放行时转给在岗同事`,
  questions: ({ total }) =>
    total === 0 ? '系统检查：这张交接单没有重要提问' : `系统检查：这张交接单的 ${total} 个重要提问均已答复或豁免`,
};

/** The statement the system hands in with the item, once nothing stands in the way. */
export const systemStatement = (finding: SystemFinding): string => SAYS[finding.kind](finding);
