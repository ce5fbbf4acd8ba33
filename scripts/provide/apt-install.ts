import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { findProgram } from './find-program.ts';
import { runCommand } from './run-command.ts';

/** Debian asks this file before it starts a service; 101 means "do not". See invoke-rc.d(8). */
const policyFile = '/usr/sbin/policy-rc.d';

/** Whether this process may install Debian packages: root, with apt-get on PATH. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && findProgram(['apt-get']) !== null;
}

/**
 * Installs Debian packages without starting the services that come with them: the tests run servers of their own.
 * @throws when apt-get fails; its output is on the terminal.
 */
export async function aptInstall(packages: readonly string[]): Promise<void> {
  const ours = !existsSync(policyFile);
  if (ours) writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const removeOurs = () => {
    if (ours) rmSync(policyFile, { force: true });
  };
  process.once('exit', removeOurs);
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runCommand('apt-get', ['update', '-q'], { env });
    const code = await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
    if (code !== 0) throw new Error(`apt-get install ${packages.join(' ')} ended with ${code}`);
  } finally {
    removeOurs();
    process.removeListener('exit', removeOurs);
  }
}
