export type { Company } from './company.ts';
export type * from './control/control.ts';
export type { AppCredentials, Sandbox, SandboxClock, SandboxOptions } from './options.ts';
export type * from './state.ts';
