import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { AppError } from '@baton/core';
import type { Deps } from '@baton/flows';
import { ConfigError, compose, readConfig } from '@baton/server';

/** What a script does once everything is open. Gives the lines to print; throws what is wrong. */
export type Script = (deps: Deps, corpId: string, argv: readonly string[]) => Promise<string>;

const quiet: Deps['log'] = {
  info: () => {},
  warn: () => {},
  error: (fields, message) => console.error(message, fields),
};

/**
 * Runs a script when its file is the one that was started (an import runs nothing): reads .env and the environment as
 * the server does, opens database and DingTalk, prints the result, and ends with 1 when something was wrong.
 * With the embedded database the server must not be running: PGlite has one user.
 */
export async function runScript(fileUrl: string, help: string, script: Script): Promise<void> {
  if (fileUrl !== pathToFileURL(process.argv[1] ?? '').href) return;
  const argv = process.argv.slice(2);
  if (argv.includes('--help') || argv.includes('-h')) {
    console.log(help);
    return;
  }
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    const config = readConfig(process.env);
    const parts = await compose({ config, now: () => new Date(), log: quiet });
    try {
      console.log(await script(parts.deps, config.dingtalk.corpId, argv));
    } finally {
      await parts.close();
    }
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof AppError) return `${error.code} ${JSON.stringify(error.details, null, 2)}`;
  return error instanceof Error ? error.message : String(error);
}
