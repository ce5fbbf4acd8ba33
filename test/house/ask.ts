import { randomUUID } from 'node:crypto';
import type { QuestionReply } from '@baton/api/client';
import type { House } from './start-house.ts';

type Place = { documentId: string; stepKey?: string } | { itemId: string };

/** Somebody asks, each time anew. */
export async function ask(
  house: House,
  userId: string,
  place: Place,
  text: string,
  more: { starred?: boolean } = {},
): Promise<QuestionReply> {
  return (await house.as(userId))('askQuestion', { body: { requestId: randomUUID(), text, ...place, ...more } });
}

export const readQuestion = async (house: House, userId: string, id: string): Promise<QuestionReply> =>
  (await house.as(userId))('readQuestion', { params: { id } });

export async function answer(house: House, userId: string, id: string, text: string): Promise<QuestionReply> {
  return (await house.as(userId))('answerQuestion', { params: { id }, body: { requestId: randomUUID(), text } });
}

type Verb =
  | 'acceptAnswer'
  | 'reopenQuestion'
  | 'withdrawQuestion'
  | 'mergeQuestion'
  | 'starQuestion'
  | 'waiveQuestion'
  | 'foldAnswer';

/** Takes a verb on the question as the person sees it now. */
export async function onQuestion(
  house: House,
  userId: string,
  verb: Verb,
  id: string,
  more: Record<string, unknown> = {},
): Promise<QuestionReply> {
  const { version } = await readQuestion(house, userId, id);
  return (await house.as(userId))(verb, { params: { id }, body: { version, ...more } } as never);
}
