import { AppError } from '@baton/core';

/** The code a verb is refused with; fails when it is not refused. */
export async function refused(verb: Promise<unknown>): Promise<string> {
  try {
    await verb;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  throw new Error('expected a refusal');
}
