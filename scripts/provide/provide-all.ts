import { aptInstall, canInstall } from './apt-install.ts';
import type { Provided, Provider } from './provided.ts';

/**
 * Makes every provider ready: configured or installed first, else through apt where allowed.
 * `onReady` is told each one at once, so that an interruption half way can close it.
 * @throws Error with a text for people that says exactly what to install.
 */
export async function provideAll(
  providers: readonly Provider[],
  onReady: (provider: Provider, provided: Provided) => void,
): Promise<void> {
  const missing: Provider[] = [];
  for (const provider of providers) {
    const provided = await provider.provide();
    if (provided === null) missing.push(provider);
    else onReady(provider, provided);
  }
  if (missing.length === 0) return;
  if (!canInstall()) throw new Error(whatToInstall(missing));

  const packages = missing.flatMap((provider) => provider.aptPackages);
  console.log(`Installing ${packages.join(' ')} …`);
  await aptInstall(packages);
  for (const provider of missing) {
    const provided = await provider.provide();
    if (provided === null) throw new Error(whatToInstall([provider]));
    onReady(provider, provided);
  }
}

/** The text a person without these programs reads: one command for Debian, one line each for everything else. */
function whatToInstall(missing: readonly Provider[]): string {
  const packages = missing.flatMap((provider) => provider.aptPackages);
  return [
    `Missing for these tests: ${missing.map((provider) => provider.name).join(', ')}.`,
    `  Debian, Ubuntu:  sudo apt-get install -y ${packages.join(' ')}`,
    ...missing.map((provider) => `  elsewhere:       ${provider.elsewhere}`),
    'Then run npm test again. What needs none of them: npm test -- --only tsc,stories-embedded',
  ].join('\n');
}
