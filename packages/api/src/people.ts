import { z } from 'zod';
import { sentence, userId } from './fields.ts';

/** What anyone in the company may know of a colleague. */
export const personRef = z.object({ userId, name: z.string(), title: z.string(), department: z.string() });
export type PersonRef = z.infer<typeof personRef>;

export const me = personRef.extend({
  corpId: z.string(),
  isAdmin: z.boolean(),
  /** May open HR's list: fills the hr role, or is an admin. */
  isHr: z.boolean(),
  language: z.enum(['zh', 'en']),
});
export type Me = z.infer<typeof me>;

export const peopleQuery = z.object({ q: sentence(40).default('') });
export const peopleReply = z.object({ people: z.array(personRef) });

export const jsapiQuery = z.object({ url: z.url().max(2048) });
export const jsapiReply = z.object({
  agentId: z.string(),
  corpId: z.string(),
  timeStamp: z.string(),
  nonceStr: z.string(),
  signature: z.string(),
});
