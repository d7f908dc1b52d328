/** The first whole JSON object in a text, prose and fences around it or not; undefined where there is none. */
export function firstObject(reply: string): Record<string, unknown> | undefined {
  for (let start = reply.indexOf('{'); start >= 0; start = reply.indexOf('{', start + 1)) {
    const end = endOfObject(reply, start);
    if (end === undefined) continue;
    try {
      return JSON.parse(reply.slice(start, end)) as Record<string, unknown>;
    } catch {
      // braces in prose; the next one may begin the object
    }
  }
  return undefined;
}

/** Where the object that begins at `start` ends, braces in strings not counted. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let place = start; place < text.length; place++) {
    const character = text[place];
    if (inString) {
      if (character === '\\') place++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return place + 1;
  }
  return undefined;
}
