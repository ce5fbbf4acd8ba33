export * from './corps.ts';
export * from './documents.ts';
export * from './events.ts';
export * from './handovers.ts';
export * from './items.ts';
export * from './people.ts';
export * from './reminders.ts';
export * from './templates.ts';
