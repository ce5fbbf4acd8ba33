import type { HandoverView } from '@baton/api/client';
import type {
  CaseAction,
  CaseKind,
  CaseState,
  ConfirmerRole,
  DemoResult,
  DocumentKind,
  DocumentState,
  DraftState,
  ErrorCode,
  EvidenceProblemCode,
  EvidenceType,
  ItemAction,
  ItemState,
  Level,
} from '@baton/core';
import type { SignInCode } from '../sign-in-error.ts';
import type { HistoryAction } from './history-actions.ts';

type PreflightCode = HandoverView['preflight'][number]['code'];
type StatutoryKey = HandoverView['statutory'][number]['key'];
export type FailureCode = ErrorCode | SignInCode | 'offline';

/** Every code that reaches a page has a text, in every language: a missing one does not compile. */
export type NeededKey =
  | `error.${FailureCode}`
  | `itemState.${ItemState}`
  | `caseState.${CaseState}`
  | `kind.${CaseKind}`
  | `level.${Level}`
  | `evidence.${EvidenceType}`
  | `role.${ConfirmerRole}`
  | `demo.${DemoResult}`
  | `do.${ItemAction}`
  | `case.${CaseAction}`
  | `problem.${EvidenceProblemCode}`
  | `preflight.${PreflightCode}`
  | `statutory.${StatutoryKey}`
  | `history.${HistoryAction}`;

/** The same of what positions know. */
export type NeededDocumentKey =
  | `documentKind.${DocumentKind}`
  | `documentState.${DocumentState}`
  | `draftState.${Exclude<DraftState, 'none'>}`;
