/** Eight calm colours, each dark enough for white letters (4.5:1). */
const COLOURS = ['#2c6bd4', '#0f7b72', '#8a4fc4', '#b4531a', '#3f6b2e', '#b23a6b', '#4a5fa8', '#7a5c12'];

const colourOf = (userid: string) => {
  let sum = 0;
  for (const letter of userid) sum = (sum * 31 + letter.charCodeAt(0)) % 4093;
  return COLOURS[sum % COLOURS.length] as string;
};

/** A person's initials on a colour of their own: the last two characters, as Chinese clients show them. */
export const Avatar = ({ userid, name, size = 36 }: { userid: string; name: string; size?: number }) => (
  <span
    className="avatar"
    aria-hidden="true"
    style={{ width: size, height: size, fontSize: size * 0.36, background: colourOf(userid) }}
  >
    {name.slice(-2)}
  </span>
);
