import type { LabelingForm } from '@heed/labeling/contract/form.ts';
import { NodeError, text } from '@heed/schema';
import type { Scorer } from '../scorer.ts';
import { judgeBest, judgeRanking } from './by-score.ts';
import { checkTexts, type Judge } from './judge.ts';

const forms: Record<string, typeof judgeBest | undefined> = {
  pairwise: judgeBest,
  dialogue: judgeBest,
  ranking: judgeRanking,
};

/** A judge of what gives scores: rules, a reward model or several. It can order answers, and nothing else. */
export function scorerJudge(scorer: Scorer): Judge {
  return {
    name: scorer.judge,
    batchSize: 200,
    isCostly: false,
    async answer({ form, title }, tasks, { minimumMargin }) {
      const judge = forms[form];
      if (!judge) throw cannotFillIn({ title });
      checkTexts(tasks);
      const texts = tasks.flatMap(({ prompt, candidates }) =>
        candidates.map((candidate) => ({ prompt, completion: candidate.text })),
      );
      const scores = (await scorer.score(texts)).values();
      return tasks.map(({ candidates }) => {
        const scored = candidates.map(({ id }) => ({ id, score: scores.next().value ?? 0 }));
        return judge(scored, minimumMargin);
      });
    },
    [Symbol.asyncDispose]: () => scorer[Symbol.asyncDispose](),
  };
}

function cannotFillIn({ title }: Pick<LabelingForm, 'title'>): NodeError {
  return new NodeError(
    text(
      `A judge that gives scores cannot fill in the form "${title.en}"; choose the pairwise, ranking or dialogue form, or take the wire to the judge away.`,
      `给出分数的裁判无法填写表单“${title.zh}”；请选择成对选择、排序或对话表单，或移除裁判的连线。`,
    ),
  );
}
