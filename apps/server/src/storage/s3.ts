import { createHash } from 'node:crypto';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { FileStorage } from '@baton/flows';
import type { Config } from '../config.ts';

/**
 * Files in S3-compatible storage (阿里云 OSS, MinIO, …). A file is at most 20 MB, so it is gathered in memory and sent
 * in one request: one upload either exists whole or not at all.
 */
export function s3Storage(s3: NonNullable<Config['s3']>): FileStorage {
  const client = new S3Client({
    endpoint: s3.endpoint,
    region: s3.region,
    forcePathStyle: true,
    credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey },
    // OSS and older MinIO refuse the CRC trailers that the SDK adds by default.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return {
    async put(key, bytes) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      await client.send(new PutObjectCommand({ Bucket: s3.bucket, Key: key, Body: body }));
      return { bytes: body.byteLength, sha256: createHash('sha256').update(body).digest('hex') };
    },
    async get(key) {
      const found = await client.send(new GetObjectCommand({ Bucket: s3.bucket, Key: key }));
      if (!found.Body) throw new Error('storage gave no body');
      return found.Body.transformToWebStream() as unknown as AsyncIterable<Uint8Array>;
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand({ Bucket: s3.bucket, Key: key }));
    },
  };
}
