/** Longest name kept, in characters, extension included. */
const MAX = 120;

/** The extension of a name, lower case, without the dot; '' when it has none. */
export const extensionOf = (name: string): string => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';

/**
 * A name fit to be shown and downloaded: no path, no control or direction characters (a name must not read `exe.pdf`
 * backwards), nothing Windows refuses, and an extension that says what the file is.
 * @param extensions that fit the content; the first is added when the name has none of them
 */
export function cleanFileName(name: string, extensions: readonly string[]): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const bare = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const fits = extensions.includes(extensionOf(bare));
  const extension = fits ? bare.slice(bare.lastIndexOf('.')) : `.${extensions[0] ?? 'bin'}`;
  const stem = fits ? bare.slice(0, bare.lastIndexOf('.')) : bare;
  const kept = [...(stem || '未命名')].slice(0, MAX - extension.length).join('');
  return `${kept}${extension}`;
}
