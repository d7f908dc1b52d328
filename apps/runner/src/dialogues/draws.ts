import { createHmac } from 'node:crypto';

/** A number that nobody can tell without the set's secret, the same for ever. */
function drawn(secret: string, ...parts: (string | number)[]): Buffer {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest();
}

/** From what the replies of a turn are drawn: a retry and a restarted runner draw the same ones. */
export function seedOf(secret: string, ticket: string, turn: number): number {
  return drawn(secret, 'replies', ticket, turn).readUInt32BE();
}

/** Replies by their place among those drawn, in the order in which the labeler sees them. */
export function replyOrder(secret: string, ticket: string, turn: number, count: number): number[] {
  const places = Array.from({ length: count }, (_, place) => place);
  const order = new Map(
    places.map((place) => [place, drawn(secret, 'order', ticket, turn, place).toString('hex')]),
  );
  return places.sort((a, b) => ((order.get(a) ?? '') < (order.get(b) ?? '') ? -1 : 1));
}
