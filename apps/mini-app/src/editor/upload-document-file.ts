import type { FileView } from '@baton/api/client';
import { ROUTES } from '@baton/api/routes';
import { uploadTo } from '../evidence/upload-file.ts';

/** Uploads one file to a document. @throws ApiError as every other call */
export const uploadDocumentFile = (
  documentId: string,
  file: File,
  onPercent: (percent: number) => void,
  signal: AbortSignal,
): Promise<FileView> =>
  uploadTo(ROUTES.uploadDocumentFile.path.replace(':id', encodeURIComponent(documentId)), file, onPercent, signal);
