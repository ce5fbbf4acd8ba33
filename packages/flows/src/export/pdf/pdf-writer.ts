import { type Print, writePdf } from './write-pdf.ts';

/** The program of a process that writes one PDF and ends: a few seconds of work that would hold up everybody else's. */
process.once('message', async (print: Print) => {
  const reply = await writePdf(print).then(
    (bytes) => ({ bytes }),
    (error: Error) => ({ error: String(error.stack) }),
  );
  process.send?.(reply, () => process.exit());
});
process.on('disconnect', () => process.exit());
