import { describe, expect, it } from 'vitest';
import { cleanFileName } from './clean-file-name.ts';
import { sniffFile } from './file-types.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const mp4 = (brand: string) => Buffer.concat([hex('00000018'), Buffer.from(`ftyp${brand}`)]);

describe('sniffFile', () => {
  it.each([
    ['jpg', hex('ffd8ffe0'), 'image/jpeg'],
    ['png', hex('89504e470d0a1a0a'), 'image/png'],
    ['exe', hex('89504e470d0a1a0a'), 'image/png'],
    ['gif', Buffer.from('GIF89a'), 'image/gif'],
    ['webp', Buffer.from('RIFF0000WEBPVP8 '), 'image/webp'],
    ['heic', mp4('heic'), 'image/heic'],
    ['pdf', Buffer.from('%PDF-1.7'), 'application/pdf'],
    ['zip', hex('504b0304'), 'application/zip'],
    ['docx', hex('504b0304'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['xlsx', hex('504b0304'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['jar', hex('504b0304'), 'application/zip'],
    ['xls', hex('d0cf11e0a1b11ae1'), 'application/vnd.ms-excel'],
    ['txt', Buffer.from('三号机调机步骤'), 'text/plain'],
    ['csv', Buffer.from([0xc9, 0xe8, 0xb1, 0xb8, 0x2c, 0x31]), 'text/csv'], // 设备,1 in GBK
    ['m4a', mp4('M4A '), 'audio/mp4'],
    ['mp4', mp4('isom'), 'video/mp4'],
  ])('%s', (extension, head, mediaType) => {
    expect(sniffFile(head, extension)?.mediaType).toBe(mediaType);
  });

  it.each([
    ['nothing at all', Buffer.alloc(0)],
    ['a Windows program named as text', hex('4d5a9000 03000000')],
    ['an ELF program', hex('7f454c46 02010100')],
    ['a page', Buffer.from('  <!DOCTYPE html><p>')],
    ['a drawing that can run scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">')],
    ['a script in a text', Buffer.from('hello <ScRiPt>')],
    ['a QuickTime film', mp4('qt  ')],
    ['bytes with NUL', hex('616200')],
  ])('refuses %s', (_what, head) => {
    expect(sniffFile(head, 'txt')).toBeNull();
  });

  it('takes a text whose last character was cut in two', () => {
    expect(sniffFile(Buffer.from('设备').subarray(0, 5), 'txt')?.mediaType).toBe('text/plain');
  });
});

describe('cleanFileName', () => {
  it.each([
    ['台账.xlsx', ['xlsx'], '台账.xlsx'],
    ['C:\\Users\\zhang\\台账.xlsx', ['xlsx'], '台账.xlsx'],
    ['../../etc/passwd', ['txt'], 'passwd.txt'],
    ['发票\u202Efdp.exe', ['zip'], '发票fdp.exe.zip'],
    ['a\r\nSet-Cookie: x.png', ['png'], 'aSet-Cookie_ x.png'],
    ['...', ['pdf'], '未命名.pdf'],
    ['', ['pdf'], '未命名.pdf'],
    [`${'长'.repeat(300)}.pdf`, ['pdf'], `${'长'.repeat(116)}.pdf`],
  ])('%j', (given, extensions, kept) => {
    expect(cleanFileName(given, extensions)).toBe(kept);
  });
});
