import { randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256 } from '../canonical.ts';

/** 256 random bits that fit into a URL. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares two secrets in a time that does not depend on them. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));
}
