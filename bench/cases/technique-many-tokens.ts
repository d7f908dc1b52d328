import { createRandom, Generator, loadModel } from '@heed/engine';
import { type Technique, techniqueCase } from '../harness/technique.ts';
import { readExamples } from '../heed/examples.ts';
import { TokenByToken } from '../heed/token-by-token.ts';

/** No token ends an answer, so that both ways write equally many. */
const NO_END = -1;

/** All new tokens of a batch in one run of a graph that holds the loop, against one run for each token. */
export const technique: Technique = {
  unit: 'tokens/s',
  unitsOf: async ({ count, maxNewTokens }) => count * maxNewTokens,
  async open(job, way) {
    const { model } = await loadModel(job.languageModel, { head: 'language-model' });
    const prompts = (await readExamples(job)).map(({ promptIds }) => promptIds);
    const { maxNewTokens } = job;
    if (way === 'without') {
      const decoder = await TokenByToken.create(model);
      return async () => checksum(await decoder.generate(prompts, maxNewTokens));
    }
    const generator = await Generator.create({
      model,
      temperature: 0,
      maxNewTokens,
      endToken: NO_END,
    });
    return async () => {
      const answers = await generator.generate(prompts, createRandom(0));
      return checksum(answers.map(({ tokens }) => tokens));
    };
  },
};

/** A number that is another when any token is. */
function checksum(answers: readonly (readonly number[])[]): number {
  return answers.flat().reduce((sum, token, place) => (sum * 31 + token + place) % 1_000_003, 7);
}

export default techniqueCase('many tokens in one run', 'technique-many-tokens', {
  title:
    'greedy generation in one run, against one run for each token (second column: our engine without it)',
  sizes: ['0.5M', '4M'],
  technique,
});
