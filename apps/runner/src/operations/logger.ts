export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];
export const logFormats = ['human', 'json'] as const;
export type LogFormat = (typeof logFormats)[number];

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** What a runner says about itself while it serves. */
export type Log = Record<LogLevel, (message: string, fields?: LogFields) => void>;

/** Fields that are never written, whatever is in them. */
const secretNames = /token|cookie|authorization|secret|password|digest/i;
/** Secrets that stand in a text: in links, in headers, and tokens by their form. */
const secretParts = /((?:token|secret|password)=|Bearer )[^\s&"']+|heed_[\w-]{20,}/gi;

/** A text without the secrets in it. */
function withoutSecrets(text: string): string {
  return text.replace(secretParts, (_, name: string | undefined) => `${name ?? ''}[hidden]`);
}

function clean(fields: LogFields): Record<string, string | number | boolean> {
  const shown = Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (secretNames.test(name)) return [[name, '[hidden]'] as const];
    return [[name, typeof value === 'string' ? withoutSecrets(value) : value] as const];
  });
  return Object.fromEntries(shown);
}

/** Lines for people, or one JSON object a line; `write` gets each with its end. */
export function makeLog(
  format: LogFormat,
  least: LogLevel,
  write: (line: string) => void = (line) => process.stderr.write(line),
  now: () => Date = () => new Date(),
): Log {
  const say =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (logLevels.indexOf(level) < logLevels.indexOf(least)) return;
      const [time, text, more] = [now().toISOString(), withoutSecrets(message), clean(fields)];
      if (format === 'json') return write(`${JSON.stringify({ time, level, message: text, ...more })}\n`);
      const tail = Object.entries(more).map(([name, value]) => ` ${name}=${value}`);
      write(`${time.slice(0, 19).replace('T', ' ')} ${level.padEnd(5)} ${text}${tail.join('')}\n`);
    };
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
}

/** Says nothing. */
export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
