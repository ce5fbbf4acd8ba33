import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openApp } from './open-app.ts';

it('makes credentials once, for the owner only, with an aes_key of 32 bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-app-'));
  const file = join(folder, 'local-dingtalk.json');
  try {
    const app = openApp(file);
    expect(openApp(file)).toEqual(app);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(app.aesKey).toMatch(/^[A-Za-z0-9]{43}$/);
    expect(Buffer.from(`${app.aesKey}=`, 'base64')).toHaveLength(32);
    expect(openApp(join(folder, 'other.json')).clientSecret).not.toBe(app.clientSecret);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
