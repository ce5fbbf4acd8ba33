/** What a bubble shows of a message, whichever template (`msgKey`) it was sent with. */
export type MessageParts = {
  title: string;
  /** Markdown, or plain text when `plain`. */
  text: string;
  plain: boolean;
  picture: string | null;
  /** A whole-bubble link (sampleLink). */
  link: string | null;
  buttons: { title: string; url: string }[];
  row: boolean;
};

type Params = Record<string, unknown>;
const str = (value: unknown) => (typeof value === 'string' ? value : value === undefined ? '' : String(value));

const numbered = (params: Params, title: string, url: string) =>
  [1, 2, 3, 4, 5, 6]
    .map((n) => ({ title: str(params[`${title}${n}`]), url: str(params[`${url}${n}`]) }))
    .filter((button) => button.title !== '');

const blank: MessageParts = { title: '', text: '', plain: false, picture: null, link: null, buttons: [], row: false };

/** The title of Markdown and of cards shows in the list of chats and in the notification, never in the message itself. */
const card = (params: Params): MessageParts => ({ ...blank, text: str(params.text) });
const stacked = (params: Params): MessageParts => ({
  ...card(params),
  buttons: numbered(params, 'actionTitle', 'actionURL'),
});

/** Robot templates and their parameters (robot-message-types: the table of msgKey). */
const readers: Record<string, (params: Params) => MessageParts> = {
  sampleText: (params) => ({ ...blank, text: str(params.content), plain: true }),
  sampleMarkdown: card,
  sampleImageMsg: (params) => ({ ...blank, picture: str(params.photoURL) }),
  sampleLink: (params) => ({
    ...card(params),
    title: str(params.title),
    plain: true,
    picture: str(params.picUrl) || null,
    link: str(params.messageUrl),
  }),
  sampleActionCard: (params) => ({
    ...card(params),
    buttons: [{ title: str(params.singleTitle), url: str(params.singleURL) }],
  }),
  sampleActionCard2: stacked,
  sampleActionCard3: stacked,
  sampleActionCard4: stacked,
  sampleActionCard5: stacked,
  sampleActionCard6: (params) => ({
    ...card(params),
    buttons: numbered(params, 'buttonTitle', 'buttonUrl'),
    row: true,
  }),
  sampleFile: (params) => ({ ...blank, title: str(params.fileName), text: '文件', plain: true }),
  sampleAudio: () => ({ ...blank, text: '［语音］', plain: true }),
  sampleVideo: () => ({ ...blank, text: '［视频］', plain: true }),
};

/** 工作通知 messages carry their own shape instead of a msgKey's parameters. */
function workNotice(params: Params): MessageParts | null {
  const action = params.action_card as Params | undefined;
  const markdown = params.markdown as Params | undefined;
  const text = params.text as Params | undefined;
  if (action) {
    const buttons = [{ title: str(action.single_title), url: str(action.single_url) }].filter((b) => b.title);
    return { ...blank, text: str(action.markdown), buttons };
  }
  if (markdown) return { ...blank, text: str(markdown.text) };
  return text ? { ...blank, text: str(text.content), plain: true } : null;
}

/**
 * Reads a message for its bubble.
 * @param msgKey the template; an unknown one is shown as its raw parameters, never hidden
 */
export function messageParts(msgKey: string, msgParam: unknown): MessageParts {
  const params = (typeof msgParam === 'object' && msgParam !== null ? msgParam : {}) as Params;
  const read = readers[msgKey];
  if (read) return read(params);
  return workNotice(params) ?? { ...blank, title: msgKey, text: JSON.stringify(msgParam, null, 2), plain: true };
}

/** One line of a message for a list of chats. */
export function messageSummary(msgKey: string, msgParam: unknown): string {
  const title = str((msgParam as Params | null)?.title);
  return (
    title ||
    messageParts(msgKey, msgParam)
      .text.split('\n')[0]
      ?.replace(/[#>*`]/g, '')
      .trim() ||
    '［消息］'
  );
}
