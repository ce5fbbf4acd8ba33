export { believableCompany, type Company } from './company.ts';
export type * from './control/control.ts';
export type { AppCredentials, Sandbox, SandboxClock, SandboxOptions } from './options.ts';
export { type BridgeConfig, bridgeScript, type PhonePlatform } from './phone/bridge-script.ts';
export { type Phone, type PhoneOptions, startPhone } from './phone/start-phone.ts';
export type { PlayRest, RestInput, RestProgress, RestView } from './rest.ts';
export { startSandbox } from './start-sandbox.ts';
export type * from './state.ts';
