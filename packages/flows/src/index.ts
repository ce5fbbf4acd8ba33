export * from './deps.ts';

// Flows A: from DingTalk's events to an open case.

// Flows B: what people do with a case.
