import type { Judged, LabelingForm } from '@heed/labeling/contract/form.ts';
import { NodeError, text } from '@heed/schema';
import type { Scorer } from '../scorer.ts';
import type { Judge } from './judge.ts';

type Scored = { id: string; score: number };

/** The higher score wins; a difference of zero or under the margin is a tie. */
function judgePair([first, second]: readonly Scored[], minimumMargin: number): Judged<unknown> {
  const difference = (first?.score ?? 0) - (second?.score ?? 0);
  if (difference === 0 || Math.abs(difference) < minimumMargin) return { outcome: 'tie', value: {} };
  return { outcome: 'answered', value: { chosen: (difference > 0 ? first : second)?.id } };
}

/** From the highest score to the lowest; those closer than the margin to the one before are equal to it. */
function judgeRanking(scored: readonly Scored[], minimumMargin: number): Judged<unknown> {
  const groups: Scored[][] = [];
  for (const one of scored.toSorted((a, b) => b.score - a.score)) {
    const last = groups.at(-1)?.at(-1);
    const isEqual = last && (last.score === one.score || last.score - one.score < minimumMargin);
    if (isEqual) groups.at(-1)?.push(one);
    else groups.push([one]);
  }
  return { outcome: 'answered', value: { groups: groups.map((group) => group.map(({ id }) => id)) } };
}

const forms: Record<string, typeof judgePair | undefined> = { pairwise: judgePair, ranking: judgeRanking };

/** A judge of what gives scores: rules, a reward model or several. It can order answers, and nothing else. */
export function scorerJudge(scorer: Scorer): Judge {
  return {
    name: scorer.judge,
    batchSize: 200,
    isCostly: false,
    async answer({ form, title }, tasks, { minimumMargin }) {
      const judge = forms[form];
      if (!judge) throw cannotFillIn({ title });
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
      `A judge that gives scores cannot fill in the form "${title.en}"; choose the pairwise or the ranking form, or take the wire to the judge away.`,
      `给出分数的裁判无法填写表单“${title.zh}”；请选择成对选择或排序表单，或移除裁判的连线。`,
    ),
  );
}
