export * from './errors.ts';
export * from './handover/model.ts';
