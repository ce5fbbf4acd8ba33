import type { DemoResult } from '@baton/core';

/** In the order they are offered. The core's list by type: its index would bring the rules into the bundle. */
export const DEMO_RESULTS = ['pass', 'pass_with_help', 'fail'] as const satisfies readonly DemoResult[];
