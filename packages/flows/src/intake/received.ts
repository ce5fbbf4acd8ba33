/** What a handler decided. It may run more than once for one event, and events may come in any order. */
export type Settled = { outcome: 'handled' | 'ignored'; note?: string };

/** One event as handlers see it; `at` is DingTalk's instant of it, or when we got it. */
export type Received<T> = { data: T; at: Date; attempts: number };
