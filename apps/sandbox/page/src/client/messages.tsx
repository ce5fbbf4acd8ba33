import { useEffect, useRef, useState } from 'react';
import type { MessageView, PersonView } from '../../../src/control/control.ts';
import { sandbox } from '../api.ts';
import { calendarDay, hourMinute, monthDay, weekday } from '../format.ts';
import { Icon } from '../kit/icon.tsx';
import type { Forward } from '../top/use-forward.ts';
import { MessageBubble } from './message-bubble.tsx';
import { messageSummary } from './message-parts.ts';
import { NoMessages } from './no-messages.tsx';

type Chat = { id: string; name: string; group: boolean; messages: MessageView[] };

/** Every chat of the person that anything was said in, the latest first. */
function chatsOf(view: PersonView): Chat[] {
  const robots = view.chats.map((chat) => ({ ...chat, id: chat.robotCode, group: false }));
  const groups = view.groups.map((chat) => ({ ...chat, id: chat.openConversationId, group: true }));
  const latest = (chat: Chat) => chat.messages.at(-1)?.at ?? '';
  return [...robots, ...groups]
    .filter((chat) => chat.messages.length > 0)
    .sort((a, b) => latest(b).localeCompare(latest(a)));
}

type Props = { view: PersonView; now: string; forward: Forward; onLink: (url: string) => void };

export function Messages({ view, now, forward, onLink }: Props) {
  const chats = chatsOf(view);
  const [picked, setPicked] = useState<string>();
  const chat = chats.find((item) => item.id === picked) ?? chats[0];
  const unread = view.chats.some((item) => item.messages.some((message) => !message.readAt));
  const { userid } = view.person;
  // Looking at the messages is reading them; that it cannot be noted down is no reason to stop showing them.
  useEffect(() => {
    if (unread) sandbox.readMessages(userid).catch(() => {});
  }, [unread, userid]);

  if (!chat) return <NoMessages name={view.person.name} now={now} forward={forward} />;
  return (
    <div className={chats.length > 1 ? 'chats' : 'chats single'}>
      {chats.length > 1 && (
        <ul className="chat-list" aria-label="会话">
          {chats.map((item) => {
            const last = item.messages.at(-1);
            return (
              <li key={item.id}>
                <button type="button" aria-current={item.id === chat.id} onClick={() => setPicked(item.id)}>
                  <RobotFace group={item.group} />
                  <span className="grow">
                    <b>{item.name}</b>
                    <small>{last ? messageSummary(last.msgKey, last.msgParam) : ''}</small>
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <Conversation key={chat.id} chat={chat} now={now} onLink={onLink} />
    </div>
  );
}

const RobotFace = ({ group }: { group: boolean }) => (
  <span className="robot-face" aria-hidden="true">
    <Icon name={group ? 'people' : 'baton'} />
  </span>
);

function Conversation({ chat, now, onLink }: { chat: Chat; now: string; onLink: (url: string) => void }) {
  const end = useRef<HTMLDivElement>(null);
  const last = chat.messages.at(-1)?.id;
  useEffect(() => {
    const box = end.current?.parentElement;
    if (box) box.scrollTop = box.scrollHeight;
  }, [last]);
  return (
    <div className="conversation" role="log" aria-label={`与${chat.name}的会话`}>
      {chat.messages.map((message, index) => (
        <div key={message.id}>
          {startsTime(message, chat.messages[index - 1]) && <p className="time-mark">{timeMark(message.at, now)}</p>}
          <div className="message">
            <RobotFace group={chat.group} />
            <div className="grow">
              <p className="sender">{chat.name}</p>
              {message.recalledAt ? (
                <p className="recalled">机器人撤回了一条消息</p>
              ) : (
                <MessageBubble message={message} onLink={onLink} />
              )}
            </div>
          </div>
        </div>
      ))}
      <div ref={end} />
    </div>
  );
}

const QUIET_MS = 10 * 60_000;
const startsTime = (message: MessageView, before: MessageView | undefined) =>
  !before || Date.parse(message.at) - Date.parse(before.at) > QUIET_MS;

function timeMark(at: string, now: string): string {
  return calendarDay(at) === calendarDay(now) ? hourMinute(at) : `${monthDay(at)} ${weekday(at)} ${hourMinute(at)}`;
}
