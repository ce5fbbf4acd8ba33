import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/**
 * What axe finds against WCAG 2.1 A and AA and good practice in a page or frame, as `rule: element`, and whether the
 * page is wider than its window.
 */
export async function findFaults(place: Page | Frame): Promise<string[]> {
  await place.evaluate(AXE);
  return place.evaluate(async (rules) => {
    type Found = { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] };
    // Colours half-way from one theme to the other are nobody's: what moves comes to its end first.
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    const ends = (animation: Animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime ?? 0);
    for (const animation of document.getAnimations().filter(ends)) animation.finish();
    const { axe } = globalThis as unknown as { axe: { run(root: Document, options: object): Promise<Found> } };
    const { violations } = await axe.run(document, { runOnly: rules, iframes: false });
    const said = violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary.slice(0, 300)}`),
    );
    const over = document.documentElement.scrollWidth - window.innerWidth;
    return over > 0 ? [...said, `sticks out by ${over} px`] : said;
  }, RULES);
}
