import { listen, say } from './gate.ts';
import type { Job } from './job.ts';
import { profileSessions } from './profile-sessions.ts';

/** A file in `tasks/` exports this as `run`. */
export type Task = (job: Job) => Promise<void>;

const line = listen();
if (line !== undefined) {
  const job = JSON.parse(line) as Job;
  const finishProfile = job.profile === undefined ? undefined : profileSessions(job.profile);
  const { run } = (await import(`./tasks/${job.task}.ts`)) as { run: Task };
  await run(job);
  await finishProfile?.();
  say({ type: 'done', peakMemory: process.resourceUsage().maxRSS * 1024 });
}
