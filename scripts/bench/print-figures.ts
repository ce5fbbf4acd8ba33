import type { Figure } from './measurement.ts';

const VERDICT = { true: 'ok    ', false: 'MISSED', undefined: '      ' } as const;

/** One line a figure: whether the promise is kept, the value, the target and the baseline. */
export function printFigures(name: string, figures: readonly Figure[]): void {
  console.log(`── ${name} ──`);
  const width = Math.max(...figures.map(({ what }) => what.length));
  for (const { what, value, target, baseline, met } of figures) {
    const beside = [target ? `target ${target}` : '', baseline ? `beside ${baseline}` : ''].filter(Boolean);
    const line = `  ${VERDICT[`${met}`]} ${what.padEnd(width)}  ${value}`;
    console.log(beside.length > 0 ? `${line}   [${beside.join('; ')}]` : line);
  }
}
