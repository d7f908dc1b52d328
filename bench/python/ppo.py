"""One PPO iteration in plain PyTorch, with the semantics of our side's `ppo` node and its defaults.

Rollouts at temperature 1; old log-probabilities from the generation's own logits; reference, values and scores by one
forward pass each; r_t = -beta (log pi - log pi_ref), plus the scaled score at the last token; GAE; whitened advantages;
four epochs of clipped losses on policy and value model, AdamW for each. Logits are computed for answers only.
"""

import copy
import time
from dataclasses import dataclass

import torch
from transformers import AutoModelForCausalLM, AutoModelForSequenceClassification, AutoTokenizer

from gate import next_round, say
from generation import answer_mask, left_padded
from settings import examples

BETA, GAMMA, LAMBDA, CLIP, VALUE_CLIP, VALUE_COEFFICIENT, MISSING_END, EPOCHS = 0.05, 1.0, 0.95, 0.2, 0.2, 0.1, 1.0, 4
LEARNING_RATE = 1e-5


@dataclass
class Batch:
    """Prompts, padded on the left, with their answers, padded on the right; per-token tensors are [B, R]."""

    ids: torch.Tensor
    attention: torch.Tensor
    positions: torch.Tensor
    answers: torch.Tensor
    mask: torch.Tensor
    old: torch.Tensor
    finished: torch.Tensor
    advantages: torch.Tensor | None = None
    values: torch.Tensor | None = None
    returns: torch.Tensor | None = None

    def rows(self, index: torch.Tensor) -> "Batch":
        """Some rows, without the columns that none of them uses."""
        last = int(self.mask[index].sum(1).max())
        prompts = self.ids.shape[1] - self.answers.shape[1]
        first = prompts - int(self.attention[index, :prompts].sum(1).max())
        whole = {
            name: getattr(self, name)[index, first : prompts + last] for name in ("ids", "attention", "positions")
        }
        tokens = ("answers", "mask", "old", "advantages", "values", "returns")
        return Batch(**whole, **{name: getattr(self, name)[index, :last] for name in tokens}, finished=self.finished[index])


class Iteration:
    def __init__(self, job: dict):
        self.job = job
        self.policy = AutoModelForCausalLM.from_pretrained(job["languageModel"], dtype=torch.float32).eval()
        self.reference = copy.deepcopy(self.policy)
        self.scorer = AutoModelForSequenceClassification.from_pretrained(job["rewardModel"], dtype=torch.float32).eval()
        self.value = copy.deepcopy(self.scorer)
        self.tokenizer = AutoTokenizer.from_pretrained(job["rewardModel"])
        self.reward_scale: float | None = None
        adam = dict(lr=LEARNING_RATE, betas=(0.9, 0.95), eps=1e-5, weight_decay=0.0, fused=True)
        self.optimizers = [torch.optim.AdamW(one.parameters(), **adam) for one in (self.policy, self.value)]

    @torch.no_grad()
    def sample(self, prompts: list[list[int]]) -> Batch:
        ids, mask = left_padded(prompts, self.job["padId"])
        out = self.policy.generate(
            input_ids=ids,
            attention_mask=mask,
            do_sample=True,
            temperature=1.0,
            top_k=0,
            top_p=1.0,
            max_new_tokens=self.job["maxNewTokens"],
            eos_token_id=self.job["endId"],
            pad_token_id=self.job["padId"],
            return_dict_in_generate=True,
            output_logits=True,
        )
        answers = out.sequences[:, ids.shape[1] :]
        old = torch.stack([one.log_softmax(-1) for one in out.logits], 1).gather(2, answers[..., None])[..., 0]
        return self.batch(mask, out.sequences, answers, old)

    def batch(self, prompt_mask, ids, answers, old) -> Batch:
        mask = answer_mask(answers, self.job["endId"])
        attention = torch.cat([prompt_mask, mask.long()], 1)
        positions = (attention.cumsum(1) - 1).clamp(min=0)
        finished = (answers == self.job["endId"]).any(1)
        return Batch(ids, attention, positions, answers, mask.float(), old, finished)

    @torch.no_grad()
    def prepare(self, batch: Batch) -> torch.Tensor:
        """Fills in advantages and returns; gives the scores."""
        rows = torch.arange(len(batch.ids))
        lengths = batch.mask.sum(1).long()
        scores = self.score(batch)
        if self.reward_scale is None:
            self.reward_scale = float(scores.std(correction=0)) or 1.0
            self.value.score.weight.div_(self.reward_scale)
        reference = self.log_probs(self.reference, batch)[0]
        batch.values = self.per_token(self.value, batch)
        rewards = -BETA * (batch.old - reference) * batch.mask
        rewards[rows, lengths - 1] += scores / self.reward_scale - MISSING_END * (~batch.finished).float()
        batch.advantages, following, value = torch.zeros_like(rewards), 0.0, 0.0
        for t in reversed(range(rewards.shape[1])):
            inside = batch.mask[:, t]
            delta = rewards[:, t] + GAMMA * value - batch.values[:, t]
            following = (delta + GAMMA * LAMBDA * following) * inside
            value = batch.values[:, t] * inside
            batch.advantages[:, t] = following
        batch.returns = batch.advantages + batch.values
        chosen = batch.advantages[batch.mask.bool()]
        batch.advantages = (batch.advantages - chosen.mean()) / (chosen.std(correction=0) + 1e-8)
        return scores

    def score(self, batch: Batch) -> torch.Tensor:
        """Scores of whole answers as texts, which a reward model with another tokenizer could read too, with their end."""
        width = batch.ids.shape[1] - batch.answers.shape[1]
        sequences = []
        for ids, attention, answer, mask in zip(batch.ids, batch.attention, batch.answers, batch.mask.bool(), strict=True):
            text = self.tokenizer.decode(answer[mask], skip_special_tokens=True)
            prompt = ids[:width][attention[:width].bool()].tolist()
            sequences.append(prompt + self.tokenizer.encode(text, add_special_tokens=False) + [self.job["endId"]])
        longest = max(map(len, sequences))
        padded = torch.tensor([one + [self.job["padId"]] * (longest - len(one)) for one in sequences])
        # padding is on the right, behind a causal mask
        hidden = self.scorer.transformer(padded, use_cache=False).last_hidden_state
        last = torch.tensor([len(one) - 1 for one in sequences])
        return self.scorer.score(hidden[torch.arange(len(sequences)), last])[:, 0]

    def inputs(self, batch: Batch) -> dict:
        return dict(input_ids=batch.ids, attention_mask=batch.attention, position_ids=batch.positions, use_cache=False)

    def log_probs(self, model, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """Log-probabilities of the answers' tokens, and all of them [B, R, V]."""
        kept = batch.answers.shape[1] + 1
        logits = model(**self.inputs(batch), logits_to_keep=kept).logits[:, :-1]
        distributions = logits.log_softmax(-1)
        return distributions.gather(2, batch.answers[..., None])[..., 0], distributions

    def per_token(self, model, batch: Batch) -> torch.Tensor:
        """The score head's number at each place that predicts a token of the answer."""
        hidden = model.transformer(**self.inputs(batch)).last_hidden_state
        return model.score(hidden[:, -batch.answers.shape[1] - 1 : -1])[..., 0]

    def step(self, batch: Batch) -> dict:
        """One clipped step on both models."""
        count = batch.mask.sum()
        new, distributions = self.log_probs(self.policy, batch)
        ratio = (new - batch.old).clamp(-20, 20).exp()
        surrogate = torch.maximum(-batch.advantages * ratio, -batch.advantages * ratio.clamp(1 - CLIP, 1 + CLIP))
        with torch.no_grad():
            entropy = -((distributions.exp() * distributions).sum(-1) * batch.mask).sum() / count
        policy_norm = self.descend(0, self.policy, (surrogate * batch.mask).sum() / count)
        values = self.per_token(self.value, batch)
        near = batch.values + (values - batch.values).clamp(-VALUE_CLIP, VALUE_CLIP)
        errors = torch.maximum((values - batch.returns) ** 2, (near - batch.returns) ** 2)
        value_loss = 0.5 * (errors * batch.mask).sum() / count
        value_norm = self.descend(1, self.value, VALUE_COEFFICIENT * value_loss)
        return dict(entropy=entropy, valueLoss=value_loss, gradientNorm=policy_norm, valueGradientNorm=value_norm)

    def descend(self, place: int, model, loss: torch.Tensor) -> torch.Tensor:
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        self.optimizers[place].step()
        self.optimizers[place].zero_grad(set_to_none=True)
        return norm

    def run(self, prompts: list[list[int]]) -> int:
        batch = self.sample(prompts)
        self.prepare(batch)
        for _ in range(EPOCHS):
            for index in torch.randperm(len(prompts)).split(self.job["batchSize"]):
                self.step(batch.rows(index))
        return int(batch.mask.sum())


def check(job: dict) -> list[float]:
    """The numbers of one optimizer step on our side's rollouts."""
    iteration = Iteration(job)
    rollouts = job["rollouts"]
    prompts, mask = left_padded([one["prompt"] for one in rollouts], job["padId"])
    longest = max(len(one["tokens"]) for one in rollouts)
    answers = torch.tensor([one["tokens"] + [job["padId"]] * (longest - len(one["tokens"])) for one in rollouts])
    old = torch.tensor([one["logProbs"] + [0.0] * (longest - len(one["logProbs"])) for one in rollouts])
    batch = iteration.batch(mask, torch.cat([prompts, answers], 1), answers, old)
    reward = iteration.prepare(batch).mean()
    numbers = dict(reward=reward, **iteration.step(batch.rows(torch.arange(len(rollouts)))))
    names = ["reward", "entropy", "valueLoss", "gradientNorm", "valueGradientNorm"]
    return [float(numbers[name].detach()) for name in names]


def run(job: dict) -> None:
    torch.manual_seed(11)
    if job["check"]:
        say(type="check", values=check(job))
    iteration = Iteration(job)
    prompts = [row["promptIds"] for row in examples(job)]
    go_on, place = True, 0
    while go_on:
        chosen = [prompts[(place + n) % len(prompts)] for n in range(job["rolloutCount"])]
        place += job["rolloutCount"]
        started = time.perf_counter()
        tokens = iteration.run(chosen)
        go_on = next_round(seconds=time.perf_counter() - started, tokens=tokens)
