import { Forward, loadModel, type Model, type Tokenizer } from '@heed/engine';
import type { Judged, LabelingForm } from '@heed/labeling/contract/form.ts';
import { scaleOf } from '@heed/labeling/forms/rating/form.ts';
import { formsOfJudge } from '@heed/labeling/judges/fills-in.ts';
import { type ChatMessage, letterOf } from '@heed/labeling/judges/questions.ts';
import { type LabelingTask, NodeError, text } from '@heed/schema';
import { targetLogProbs } from '../graph.ts';
import { forwardBatches, groupedResponseFeeds, groupedResponseInputs, type Response } from '../responses.ts';
import { judgeBest, judgeRanking } from './by-score.ts';
import { type Asked, checkTexts, type Judge } from './judge.ts';

/** A question with the replies that are weighed against each other. */
interface Weighed {
  question: ChatMessage[];
  replies: readonly string[];
}

/**
 * A language model as a judge. It writes nothing: of the replies that it could give, "A" or "B" or a number, the
 * probabilities of their tokens are compared, so that every judgement is certain to be readable.
 */
export async function openModelJudge(directory: string): Promise<Judge> {
  const { model, tokenizer } = await loadModel(directory, { head: 'language-model' });
  const forward = await Forward.create({
    model,
    inputs: groupedResponseInputs,
    outputs: (graph, inputs) => ({ logProbs: targetLogProbs(graph, inputs) }),
  });
  const weigh = (asked: readonly Weighed[]) => probabilities(forward, model, tokenizer, asked);
  return {
    name: 'language model',
    batchSize: 16,
    isCostly: false,
    async answer(asked, tasks, { minimumMargin }) {
      checkTexts(tasks);
      if (asked.form === 'rating') return rate(asked, tasks, weigh);
      if (!formsOfJudge('language-model').includes(asked.form)) throw cannotFillIn(asked);
      const shares = await winShares(asked, tasks, weigh);
      return tasks.map(({ candidates }, place) => {
        const scored = candidates.map(({ id }, n) => ({ id, score: shares[place]?.[n] as number }));
        return (asked.form === 'ranking' ? judgeRanking : judgeBest)(scored, minimumMargin);
      });
    },
    [Symbol.asyncDispose]: () => forward[Symbol.asyncDispose](),
  };
}

type Weigh = (asked: readonly Weighed[]) => Promise<number[][]>;

/**
 * Of each candidate of each task the mean probability with which it is better than another one. Every two are asked both
 * ways round, since models prefer what stands first (Zheng et al., 2023, section 3.3).
 */
async function winShares(asked: Asked, tasks: readonly LabelingTask[], weigh: Weigh): Promise<number[][]> {
  const pairs = tasks.flatMap(({ candidates }, task) =>
    candidates.flatMap((_, first) =>
      candidates.flatMap((_, second) => (first === second ? [] : [{ task, first, second }])),
    ),
  );
  const weighed = pairs.map(({ task, first, second }): Weighed => {
    const { prompt, candidates } = tasks[task] as LabelingTask;
    const texts = [first, second].map((place) => candidates[place]?.text ?? '');
    return {
      question: questionOf(asked, prompt, texts, 'Reply with one letter alone: A or B.'),
      replies: ['A', 'B'],
    };
  });
  const shares = tasks.map(({ candidates }) => candidates.map(() => 0));
  for (const [place, [forFirst = 0]] of (await weigh(weighed)).entries()) {
    const { task, first, second } = pairs[place] as (typeof pairs)[number];
    const of = shares[task] as number[];
    const weight = 1 / (2 * (of.length - 1));
    of[first] = (of[first] as number) + forFirst * weight;
    of[second] = (of[second] as number) + (1 - forFirst) * weight;
  }
  return shares;
}

/** The expected number, rounded. */
async function rate(asked: Asked, tasks: readonly LabelingTask[], weigh: Weigh): Promise<Judged<unknown>[]> {
  const scale = scaleOf(asked.settings as Parameters<typeof scaleOf>[0]);
  const [least, most] = [scale[0], scale.at(-1)];
  const instruction = `Reply with one number alone, from ${least} (worst) to ${most} (best).`;
  const weighed = tasks.map(
    ({ prompt, candidates }): Weighed => ({
      question: questionOf(asked, prompt, [candidates[0]?.text ?? ''], instruction),
      replies: scale.map(String),
    }),
  );
  return (await weigh(weighed)).map((shares) => {
    const expected = shares.reduce((sum, share, place) => sum + share * (scale[place] as number), 0);
    return { outcome: 'answered', value: { rating: Math.round(expected) } };
  });
}

function questionOf(
  { guidelines, question }: Asked,
  prompt: string,
  texts: readonly string[],
  instruction: string,
): ChatMessage[] {
  const parts = [
    guidelines && `Guidelines:\n${guidelines}`,
    `Prompt: ${JSON.stringify(prompt)}`,
    ...texts.map((one, place) => `Answer ${letterOf(place)}: ${JSON.stringify(one)}`),
    `${question.en} ${instruction}`,
  ];
  return [{ role: 'user', content: parts.filter(Boolean).join('\n\n') }];
}

/** The probability of each reply among those of its question. A question too long for the context loses its beginning. */
async function probabilities(
  forward: Forward,
  model: Model,
  tokenizer: Tokenizer,
  asked: readonly Weighed[],
): Promise<number[][]> {
  const encoded = asked.flatMap(({ question, replies }, place) =>
    replies.map((reply, n): Response & { place: number; n: number } => {
      // the end of the reply says nothing of which one it is
      const completion = tokenizer.completionTokens(reply).slice(0, -1);
      const room = model.dimensions.contextLength - completion.length;
      return { place, n, prompt: tokenizer.promptTokens(question).slice(-room), completion };
    }),
  );
  const logProbs = asked.map(({ replies }) => replies.map(() => 0));
  for (const batch of forwardBatches(encoded)) {
    const { data } = (await forward.run({ ...groupedResponseFeeds(batch) })).logProbs as {
      data: ArrayLike<number>;
    };
    let start = 0;
    for (const { place, n, completion } of batch) {
      let sum = 0;
      for (let token = 0; token < completion.length; token++) sum += data[start + token] as number;
      (logProbs[place] as number[])[n] = sum;
      start += completion.length;
    }
  }
  return logProbs.map((values) => {
    const greatest = Math.max(...values);
    const weights = values.map((value) => Math.exp(value - greatest));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  });
}

function cannotFillIn({ title }: Pick<LabelingForm, 'title'>): NodeError {
  return new NodeError(
    text(
      `A language model as a judge cannot fill in the form "${title.en}"; choose the pairwise, ranking, rating or dialogue form, or take the wire to the judge away.`,
      `语言模型裁判无法填写表单“${title.zh}”；请选择成对选择、排序、评分或对话表单，或移除裁判的连线。`,
    ),
  );
}
