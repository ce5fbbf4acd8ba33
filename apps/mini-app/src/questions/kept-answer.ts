/** Where on this device stands what somebody typed and has not sent: theirs alone, whoever signs in here next. */
export const keptAnswer = (userId = '', questionId: string): string => `baton.answer.${userId}.${questionId}`;
