import type { Deps, Session } from '../deps.ts';
import { type CaseInput, changeCase } from './change-case.ts';
import { launchCase } from './launch-case.ts';

/**
 * HR starts a case that waits in 待启动.
 * @throws AppError preflight_failed (details.problems), and what {@link changeCase} throws
 */
export async function launchHandover(deps: Deps, session: Session, input: CaseInput): Promise<void> {
  await changeCase(deps, session, 'launch', input, (tx, { handover, now, by }) =>
    launchCase(tx, handover, { now, by }),
  );
}
