import { presentPeople, presentPerson, subDepartments } from '../people/people.ts';
import { refuseOld } from '../refusal.ts';
import type { Person } from '../state.ts';
import { nextNumber, nowMs, type World } from '../world.ts';
import { type Handlers, text, type WireInput } from './handlers.ts';
import { deliver } from './robots.ts';

const split = (list: string): string[] => list.split(',').filter((item) => item !== '');

function receivers(world: World, input: WireInput): Person[] {
  if (input.to_all_user === true) return presentPeople(world);
  const depts = new Set<number>();
  const walk = (id: number): void => {
    if (depts.has(id)) return;
    depts.add(id);
    for (const child of subDepartments(world, id)) walk(child.id);
  };
  for (const id of split(text(input, 'dept_id_list'))) walk(Number(id));
  const named = split(text(input, 'userid_list')).flatMap((userid) => presentPerson(world, userid) ?? []);
  return [...new Set([...named, ...presentPeople(world).filter((person) => depts.has(person.deptId))])];
}

/** 工作通知 (asynchronous-sending-of-enterprise-session-messages). */
export const workNoticesApi: Handlers = {
  topapi_message_corpconversation_asyncsend_v2: (world, input) => {
    if (text(input, 'agent_id') !== world.app.agentId) throw refuseOld(40056, '不合法的agentid');
    const msg = input.msg as { msgtype?: string };
    const robotCode = `work-notice:${world.app.agentId}`;
    const task = nextNumber(world);
    const today = Math.floor((nowMs(world) + 8 * 3600_000) / 86_400_000);
    for (const person of receivers(world, input)) {
      // The same content reaches one person once a day; the rest is dropped in silence and still answered as sent
      // (asynchronous-sending-of-enterprise-session-messages).
      const repeated = world.state.messages.some(
        (message) =>
          message.robotCode === robotCode &&
          message.userId === person.userid &&
          Math.floor((message.at + 8 * 3600_000) / 86_400_000) === today &&
          JSON.stringify(message.msgParam) === JSON.stringify(msg),
      );
      if (repeated) continue;
      deliver(world, {
        processQueryKey: String(task),
        robotCode,
        userId: person.userid,
        openConversationId: null,
        msgKey: msg.msgtype ?? 'text',
        msgParam: msg,
      });
    }
    return { task_id: 256_271_000_000 + task };
  },
};
