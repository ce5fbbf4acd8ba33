// Examines an installation step by step and says what to do. Changes nothing; sends nothing without --send-to.
// Reads .env when there is one. Example: npm run doctor -- --send-to chenjing
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { explain, planChecks } from './doctor/checks.ts';

const { values } = parseArgs({ options: { 'send-to': { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  console.log('npm run doctor -- [--send-to <userid>]   检查配置、权限、回调与机器人；有问题时退出码为 1');
  process.exit(0);
}

if (existsSync('.env')) process.loadEnvFile('.env');
let failed = 0;
for (const check of planChecks(process.env, values['send-to'] ?? null)) {
  try {
    console.log(`✓ ${check.name}：${await check.run()}`);
  } catch (error) {
    failed += 1;
    console.log(`✗ ${check.name}：${explain(error)}\n  怎么办：${check.advice}`);
    if (check.fatal) break;
  }
}
console.log(failed === 0 ? '\n一切正常。' : `\n有 ${failed} 处需要处理。`);
process.exitCode = failed === 0 ? 0 : 1;
