import type { Company } from './company.ts';
import type { SandboxControl } from './control/control.ts';
import type { PlayRest } from './rest.ts';

/** Time is an argument. `forward` moves it on by whole ms; whoever shares the clock moves along. */
export type SandboxClock = { now(): Date; forward(ms: number): Promise<void> };

/** The credentials of the one internal application that this DingTalk knows. */
export type AppCredentials = {
  corpId: string;
  clientId: string;
  clientSecret: string;
  agentId: string;
  robotCode: string;
  /** 签名 token and 43-character 加密 aes_key of 事件订阅. */
  token: string;
  aesKey: string;
};

export type SandboxOptions = {
  /** 0 or absent: any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  app: AppCredentials;
  company?: Company;
  /** Where event pushes go; what happens while there is none is not subscribed and never comes. */
  pushUrl?: string;
  /** The mini-app as the work bench opens it; `$CORPID$` is replaced. */
  homeUrl?: string;
  /** Its name there; default 接力棒. */
  homeName?: string;
  clock?: SandboxClock;
  /** A JSON snapshot is kept here, so that a restart loses nothing. */
  stateFile?: string;
  /** Default true: a request that breaks the contract is refused with the documented parameter error. */
  strict?: boolean;
  /** Default true: pushes leave by themselves. False: only `control.flushPushes()` sends them. */
  autoPush?: boolean;
  /** Lets the page play the rest of a departure in the application; absent: it does not offer to. */
  playRest?: PlayRest;
  /** A built page to serve at `/`. */
  pageDir?: string;
};

export type Sandbox = { url: string; control: SandboxControl; close(): Promise<void> };
