import type { Pen } from './pen.ts';

/** Points a picture may take, and pixels it may have: what claims more was made to fill the memory. */
const MAX_HEIGHT = 360;
const MAX_PIXELS = 40_000_000;

/** A picture at its own size, made smaller where the page is; what cannot be drawn is named. */
export function drawPicture({ doc, noPicture }: Pen, bytes: Uint8Array | undefined, alt: string, x: number): void {
  const width = doc.page.width - doc.page.margins.right - x;
  const image = bytes && pixelsOf(bytes) <= MAX_PIXELS ? open(doc, Buffer.from(bytes)) : null;
  if (!image) {
    doc.fontSize(9).fillColor('#5b6472').text(`${noPicture} ${alt}`.trim(), x, doc.y, { width }).fillColor('black');
    doc.moveDown(0.5);
    return;
  }
  const scale = Math.min(0.75, width / image.width, MAX_HEIGHT / image.height);
  const height = image.height * scale;
  if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
  const { y } = doc;
  doc.image(image as never, x, y, { width: image.width * scale, height });
  doc.y = y + height;
  doc.moveDown(0.6);
}

function open(doc: PDFKit.PDFDocument, bytes: Buffer): { width: number; height: number } | null {
  try {
    return (doc as unknown as { openImage(src: Buffer): { width: number; height: number } }).openImage(bytes);
  } catch {
    return null;
  }
}

/** What a PNG says of its size in its header; other kinds are bounded by their bytes. */
function pixelsOf(bytes: Uint8Array): number {
  const isPng = bytes[0] === 0x89 && bytes[1] === 0x50 && bytes.length > 24;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isPng ? view.getUint32(16) * view.getUint32(20) : 0;
}
