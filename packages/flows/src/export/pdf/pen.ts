/** What draws: the document, from where its cursor is. */
export type Pen = {
  doc: PDFKit.PDFDocument;
  /** Stands where a picture could not be drawn. */
  noPicture: string;
};
