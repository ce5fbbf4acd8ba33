import {
  acceptAnswerBody,
  answerQuestionBody,
  askQuestionBody,
  foldAnswerBody,
  id,
  mergeQuestionBody,
  questionReasonBody,
  questionReply,
  questionsQuery,
  questionsReply,
  secondQuestionBody,
  starQuestionBody,
  versionBody,
  waiveQuestionBody,
} from '@baton/api';
import { AppError } from '@baton/core';
import {
  acceptAnswer,
  answerQuestion,
  askQuestion,
  type Deps,
  foldAnswer,
  listQuestions,
  mergeQuestion,
  readQuestion,
  reopenQuestion,
  type Session,
  secondQuestion,
  starQuestion,
  waiveQuestion,
  withdrawQuestion,
} from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { route } from './route.ts';

const params = z.object({ id });

/** 提问、回答、采纳, under a document, a step or an item. Each verb answers with the question as it is now. */
export function questionRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  route(app, parts, 'listQuestions', { query: questionsQuery, reply: questionsReply }, ({ deps, session, query }) => {
    const { scope, documentId, itemId } = query;
    if (scope === 'document' && documentId) return listQuestions(deps, session, { scope, documentId });
    if (scope === 'item' && itemId) return listQuestions(deps, session, { scope, itemId });
    if (scope === 'document' || scope === 'item') throw new AppError('invalid_input', { field: `${scope}Id` });
    return listQuestions(deps, session, { scope });
  });
  route(
    app,
    parts,
    'askQuestion',
    { body: askQuestionBody, reply: questionReply },
    async ({ deps, session, body, reply }) => {
      const asked = await askQuestion(deps, session, body);
      reply.status(201);
      return readQuestion(deps, session, asked);
    },
  );
  route(app, parts, 'readQuestion', { params, reply: questionReply }, ({ deps, session, params }) =>
    readQuestion(deps, session, { questionId: params.id }),
  );
  verb(app, parts, 'answerQuestion', answerQuestionBody, answerQuestion);
  verb(app, parts, 'acceptAnswer', acceptAnswerBody, acceptAnswer);
  verb(app, parts, 'reopenQuestion', questionReasonBody, reopenQuestion);
  verb(app, parts, 'withdrawQuestion', versionBody, withdrawQuestion);
  verb(app, parts, 'mergeQuestion', mergeQuestionBody, mergeQuestion);
  verb(app, parts, 'starQuestion', starQuestionBody, starQuestion);
  verb(app, parts, 'waiveQuestion', waiveQuestionBody, waiveQuestion);
  verb(app, parts, 'secondQuestion', secondQuestionBody, secondQuestion);
  verb(app, parts, 'foldAnswer', foldAnswerBody, foldAnswer);
}

type VerbName =
  | 'acceptAnswer'
  | 'foldAnswer'
  | `${'answer' | 'reopen' | 'withdraw' | 'merge' | 'star' | 'waive' | 'second'}Question`;

function verb<B extends z.ZodType<object>>(
  app: FastifyInstance,
  parts: { deps: () => Deps },
  name: VerbName,
  body: B,
  run: (deps: Deps, session: Session, input: { questionId: string } & z.output<B>) => Promise<unknown>,
): void {
  route(app, parts, name, { params, body, reply: questionReply }, async (input) => {
    const { deps, session } = input;
    const questionId = (input.params as z.output<typeof params>).id;
    await run(deps, session, { questionId, ...(input.body as z.output<B>) });
    return readQuestion(deps, session, { questionId });
  });
}
