import { type Completion, Generator } from '@heed/engine';

/** What one call of a generator was asked and what it answered. */
export interface Generation {
  prompts: (readonly number[])[];
  completions: Completion[];
}

/** Keeps a list of all that generators of this process write from now on. */
export function recordGenerations(): Generation[] {
  const recorded: Generation[] = [];
  const { generate } = Generator.prototype;
  Generator.prototype.generate = async function (prompts, ...others) {
    const completions = await generate.call(this, prompts, ...others);
    recorded.push({ prompts: [...prompts], completions });
    return completions;
  };
  return recorded;
}

/** New tokens of some generations, their ends included. */
export function newTokens(generations: readonly Generation[]): number {
  return generations.flatMap((one) => one.completions).reduce((all, { tokens }) => all + tokens.length, 0);
}
