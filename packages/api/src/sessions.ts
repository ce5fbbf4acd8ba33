import { z } from 'zod';
import { text } from './fields.ts';
import { inboxReply } from './handovers.ts';
import { me } from './people.ts';

/** `inbox: true` asks for 我的待办 in the same reply: on a slow network a second request costs half a second. */
export const signInBody = z.object({
  corpId: text().min(1).max(128),
  code: text().min(1).max(512),
  inbox: z.boolean().optional(),
});
export const signInReply = z.object({
  token: z.string(),
  expiresAt: z.string(),
  me,
  /** Only when asked for, and not when it could not be read: then the page asks for it by itself. */
  inbox: inboxReply.optional(),
});
