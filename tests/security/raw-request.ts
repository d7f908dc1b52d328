import { request } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Sends exactly these headers, `Host` included, as no browser page and no `fetch` could. */
export function rawRequest(
  url: string,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
  body = '',
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      const { statusCode = 0, headers: received } = answer;
      let text = '';
      answer.on('data', (part) => {
        text += String(part);
      });
      const done = () => resolve({ status: statusCode, headers: received, body: text });
      answer.on('end', done);
      if (received['content-type']?.startsWith('text/event-stream'))
        answer.once('data', () => sent.destroy());
      answer.on('error', done);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
