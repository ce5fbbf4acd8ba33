/** Text of which nothing becomes markup inside a line. Underscores inside words stay: file names have them. */
export const escapeMarkdown = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .replace(/[\\`*[\]<~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '\\&');

/** Plain text as Markdown: its lines stay lines, its empty lines part paragraphs, nothing in it becomes markup. */
export const plainToMarkdown = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) =>
          escapeMarkdown(line.trim())
            .replace(/^(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+$|-{3,}$)/, '\\$1')
            .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2'),
        )
        .join('  \n'),
    )
    .filter((paragraph) => paragraph.trim() !== '')
    .join('\n\n');
