import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Client, openClient } from './open-client.ts';

/** What became of a load: how long it took, every latency (ms), and how many answers were not 200. */
export type Fired = { seconds: number; latencies: number[]; refused: number };

/** Sends everything as fast as the answers come, over that many connections at once. */
export async function fireClosed(port: number, requests: readonly Buffer[], connections: number): Promise<Fired> {
  const clients = await Promise.all(Array.from({ length: connections }, () => openClient(port)));
  const answers: Answer[] = [];
  const left = requests[Symbol.iterator]();
  const started = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (const request of left) answers.push(await client.send(request));
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const client of clients) client.close();
  return summarize(answers, seconds);
}

/**
 * Sends at a fixed rate whatever the answers do, as DingTalk does. A latency counts from the moment the push was due,
 * so a server that stalls cannot hide behind the requests that it kept from being sent.
 * @param rate requests a second
 */
export async function fireOpen(port: number, requests: readonly Buffer[], rate: number): Promise<Fired> {
  const idle: Client[] = await Promise.all(Array.from({ length: 32 }, () => openClient(port)));
  const all = [...idle];
  const sent: Promise<Answer>[] = [];
  const oneMore = async () => {
    const client = await openClient(port);
    all.push(client);
    return client;
  };
  const sendOne = async (request: Buffer, due: number): Promise<Answer> => {
    const client = idle.pop() ?? (await oneMore());
    const { status } = await client.send(request);
    idle.push(client);
    return { status, ms: performance.now() - due };
  };
  const started = performance.now();
  for (const [index, request] of requests.entries()) {
    const due = started + (index * 1000) / rate;
    if (due > performance.now()) await pause(due - performance.now());
    sent.push(sendOne(request, due));
  }
  const answers = await Promise.all(sent);
  const seconds = (performance.now() - started) / 1000;
  for (const client of all) client.close();
  return summarize(answers, seconds);
}

function summarize(answers: readonly Answer[], seconds: number): Fired {
  const refused = answers.filter(({ status }) => status !== 200).length;
  return { seconds, latencies: answers.map(({ ms }) => ms), refused };
}
