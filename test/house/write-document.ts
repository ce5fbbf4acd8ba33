import type { DocumentView } from '@baton/api/client';
import type { House } from './start-house.ts';

/** A structured SOP as the form sends it: steps without keys. */
export const changeover = (
  steps: readonly { key?: string; action: string; standard: string; range?: string; trouble?: string }[],
) => ({
  format: 'sop' as const,
  scope: '三号注塑机',
  trigger: '更换模具之后',
  frequency: '每次换模',
  output: '首件合格，调机记录填写完整',
  steps: steps.map((step) => ({ range: '', trouble: '', ...step })),
  exceptions: [{ sign: '压力上不去', remedy: '先查气管，再查比例阀' }],
  inputs: ['换模单'],
});

export const STEPS = [
  { action: '关闭主电源，挂牌上锁', standard: '三个指示灯都熄灭' },
  { action: '调整保压压力', standard: '压力表读数稳定一分钟', range: '42–45 bar', trouble: '超过 50 bar 立即停机' },
];

/** What the person sees of the document now. */
export const read = async (house: House, userId: string, id: string): Promise<DocumentView> =>
  (await house.as(userId))('readDocument', { params: { id } });

type Verb =
  | 'discardDocumentDraft'
  | 'withdrawDocument'
  | 'rejectDocument'
  | 'publishDocument'
  | 'verifyDocument'
  | 'obsoleteDocument'
  | 'reviveDocument'
  | 'restoreVersion'
  | 'changeDocumentPeople'
  | 'changeDocumentSettings';

/** Takes a verb on the document as the person sees it now. */
export async function act(
  house: House,
  userId: string,
  verb: Verb,
  id: string,
  more: Record<string, unknown> = {},
): Promise<DocumentView> {
  const { version } = await read(house, userId, id);
  const call = await house.as(userId);
  return call(verb, { params: { id }, body: { version, ...more } } as never) as Promise<DocumentView>;
}

/** Hands in the draft as it is. */
export async function submit(
  house: House,
  userId: string,
  id: string,
  more: { note?: string; minor?: boolean } = {},
): Promise<DocumentView> {
  const { version, draftVersion } = await read(house, userId, id);
  return (await house.as(userId))('submitDocument', { params: { id }, body: { version, draftVersion, ...more } });
}
