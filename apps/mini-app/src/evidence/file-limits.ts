/** The server decides; these spare people an upload that it would refuse anyway. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const PHOTO_TYPES = 'image/*';

/** `1.5 MB`, `320 KB`. */
export function saySize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${Math.round(bytes / 104857.6) / 10} MB`;
}
