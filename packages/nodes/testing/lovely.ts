import { type InputArtifact, text } from '@heed/schema';
import { run as judge } from '../scripted-judge/run.ts';
import scriptedJudge from '../scripted-judge/spec.ts';
import { runNode, testContext } from './context.ts';

/** A reward function that gives 1 to answers with the word "lovely", for tests beside `tinyPipeline`. */
export async function lovelyReward(): Promise<AsyncDisposable & { reward: InputArtifact }> {
  const trial = await testContext(scriptedJudge, {
    config: {
      rules: [
        {
          type: 'contains-any',
          name: 'lovely',
          title: text('Lovely', '可爱'),
          weight: 1,
          phrases: ['lovely'],
        },
      ],
    },
  });
  const { outputs } = await runNode(scriptedJudge, judge, trial);
  return {
    reward: outputs.judge as InputArtifact,
    [Symbol.asyncDispose]: () => trial[Symbol.asyncDispose](),
  };
}

/** The share of answers that say "lovely". */
export function lovelyShare(answers: readonly { completion: string }[]): number {
  return answers.filter(({ completion }) => completion.includes('lovely')).length / answers.length;
}
