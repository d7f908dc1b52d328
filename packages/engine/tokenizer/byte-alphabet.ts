/**
 * One printable character for each byte, as in GPT-2: printable Latin-1 characters stand for themselves, the
 * other 68 bytes take the characters from U+0100 on in order. So every text in any writing is a sequence of
 * these 256 characters, and a vocabulary never needs an "unknown" token.
 */
export const BYTE_CHARACTERS: readonly string[] = byteCharacters();

/** Bytes that occur in no UTF-8 text (RFC 3629): their tokens can never be produced by encoding. */
export const BYTES_OUTSIDE_UTF8: readonly number[] = [
  0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0xfa, 0xf9, 0xf8, 0xf7, 0xf6, 0xf5, 0xc1, 0xc0,
];

function isPrintable(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
}

function byteCharacters(): string[] {
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(isPrintable(byte) ? byte : next++));
}
