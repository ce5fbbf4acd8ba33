import type { Department, Person, Template } from './state.ts';

/** Who works at the sandbox's company, and which approval templates it uses. */
export type Company = { name: string; departments: Department[]; people: Person[]; templates: Template[] };
