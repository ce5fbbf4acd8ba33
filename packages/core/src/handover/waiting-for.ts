import type { ItemFacts, ItemState } from './model.ts';

type Waiting = Pick<
  ItemFacts,
  'state' | 'doerId' | 'acceptorId' | 'acceptorInterim' | 'toBeReaccepted' | 'confirmations'
>;

const openConfirmers = (item: Waiting) =>
  item.confirmations.filter((row) => row.confirmedAt === null).map((row) => row.confirmerId);
const doer = (item: Waiting) => [item.doerId];
const acceptor = (item: Waiting) => (item.acceptorId ? [item.acceptorId] : []);
const successorAgain = (item: Waiting) => (item.toBeReaccepted && !item.acceptorInterim ? acceptor(item) : []);

const WAITING: Record<ItemState, (item: Waiting) => string[]> = {
  todo: doer,
  doing: doer,
  returned: doer,
  blocked: doer,
  supplementary: doer,
  awaiting_acceptance: acceptor,
  awaiting_confirmation: (item) => [...successorAgain(item), ...openConfirmers(item)],
  done: successorAgain,
  waived: () => [],
};

/** Who has to act next on an item, each once; empty when it is closed. */
export const waitingFor = (item: Waiting): string[] => [...new Set(WAITING[item.state](item))];
