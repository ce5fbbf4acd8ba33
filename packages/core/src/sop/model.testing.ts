import type { SopContent } from './content.ts';
import type { DocumentFacts, Reader } from './model.ts';

/** A published document of the position `maintenance`, for tests to change in one place. */
export const aDocument = (changes: Partial<DocumentFacts> = {}): DocumentFacts => ({
  kind: 'sop',
  state: 'published',
  draft: 'none',
  positionKey: 'maintenance',
  ownerId: 'owner',
  verifierId: 'verifier',
  editorIds: ['editor'],
  authorIds: [],
  approverIds: [],
  visibility: 'positions',
  visibleTo: ['quality'],
  ...changes,
});

/** Somebody who is nothing to that document. */
export const aReader = (changes: Partial<Reader> = {}): Reader => ({
  userId: 'stranger',
  isAdmin: false,
  roles: [],
  positionKey: 'sales',
  departmentIds: ['7', '1'],
  ledPositionKeys: [],
  ...changes,
});

export const anSop = (changes: Partial<SopContent> = {}): SopContent => ({
  format: 'sop',
  scope: '三号机',
  trigger: '更换模具之后',
  frequency: '每周一次',
  inputs: ['换模单'],
  steps: [
    { key: 's1', action: '关闭主电源', standard: '指示灯熄灭', range: '', trouble: '' },
    { key: 's2', action: '调整压力', standard: '压力表读数稳定', range: '0.4–0.6 MPa', trouble: '联系设备部' },
  ],
  output: '调机记录',
  exceptions: [{ sign: '压力上不去', remedy: '检查气管是否漏气' }],
  systems: ['MES'],
  contacts: ['王海涛'],
  forbidden: ['带电作业'],
  ...changes,
});
