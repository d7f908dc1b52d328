import * as ort from 'onnxruntime-node';

/**
 * Lets onnxruntime write, for every session that is opened from now on, what each operator took: files
 * `${prefix}-<session>_….json`. Returns a function that completes the files.
 */
export function profileSessions(prefix: string): () => Promise<void> {
  const create = ort.InferenceSession.create as (...args: unknown[]) => Promise<ort.InferenceSession>;
  const open = new Set<ort.InferenceSession>();
  let count = 0;
  const profiled = async (model: unknown, options: ort.InferenceSession.SessionOptions) => {
    const session = await create.call(ort.InferenceSession, model, {
      ...options,
      enableProfiling: true,
      profileFilePrefix: `${prefix}-${count++}`,
    });
    const release = session.release.bind(session);
    session.release = async () => {
      if (open.delete(session)) session.endProfiling();
      await release();
    };
    open.add(session);
    return session;
  };
  Object.assign(ort.InferenceSession, { create: profiled });
  return async () => {
    for (const session of open) session.endProfiling();
    open.clear();
  };
}
