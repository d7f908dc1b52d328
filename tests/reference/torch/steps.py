"""Ten optimizer steps of every algorithm on a tiny GPT-2, written plainly. Usage: steps.py GPT2_FOLDER FOLDER

GPT2_FOLDER holds what gpt2.py wrote: every algorithm starts from its weights.
"""

import copy
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch.nn.functional import logsigmoid
from transformers import GPT2Config, GPT2ForSequenceClassification, GPT2LMHeadModel

from common import write_json
from gpt2 import CONFIG, OPTIMIZER, PAD, SCHEDULE, learning_rate, tensors_of

STEPS = SCHEDULE["totalSteps"]
REWARD = dict(margin=0.1, centering=0.02)
DPO = dict(beta=0.3)
PPO = dict(
    klCoefficient=0.05, gamma=0.98, lambda_=0.9, missingEndPenalty=0.5, rewardScale=1.3, temperature=0.7,
    clipRange=0.2, entropyCoefficient=0.01, valueClipRange=0.2, valueCoefficient=0.5,
)
RLOO = dict(klCoefficient=0.05, missingEndPenalty=0.5, rewardScale=1.3, temperature=0.7, clipRange=0.2, samplesPerPrompt=3)
GRPO = dict(
    klCoefficient=0.04, missingEndPenalty=0.5, temperature=0.7, clipRange=0.2, samplesPerPrompt=3,
    divideByDeviation=True, averaging="answers", maxNewTokens=9,
)
# Steps on the same answers; an update's old log-probabilities are those of the policy before its first step.
STEPS_PER_UPDATE = 2


# --- data -----------------------------------------------------------------------------------------------------------

class Draw:
    """Random examples, the same for the same seed."""

    def __init__(self, seed: int):
        self.generator = torch.Generator().manual_seed(seed)

    def whole(self, low: int, high: int) -> int:
        return int(torch.randint(low, high, (1,), generator=self.generator))

    def normal(self) -> float:
        return float(torch.randn(1, generator=self.generator))

    def uniform(self) -> float:
        return float(torch.rand(1, generator=self.generator))

    def tokens(self, low: int, high: int) -> list[int]:
        return torch.randint(2, CONFIG["vocab_size"], (self.whole(low, high),), generator=self.generator).tolist()

    def answers(self, count: int) -> list[dict]:
        """Different answers to one prompt."""
        prompt = self.tokens(2, 7)
        return [{"prompt": prompt, "completion": self.tokens(1, 9)} for _ in range(count)]

    def pair(self) -> dict:
        strength = [1.0, 1.0, 0.5, 0.8][self.whole(0, 4)]
        return {"answers": self.answers(2), "strength": strength, "weight": 0.5 + self.uniform()}

    def ranking(self) -> dict:
        count = self.whole(2, 6)
        return {
            "answers": self.answers(count),
            "ranks": [self.whole(1, count + 1) for _ in range(count)],
            "weight": 0.5 + self.uniform(),
        }

    def rating(self) -> dict:
        return {"answers": self.answers(1), "rating": self.normal(), "weight": 0.5 + self.uniform()}

    def group(self, count: int) -> list[dict]:
        """Answers as if sampled, with their scores."""
        return [{**one, "score": self.normal(), "finished": self.uniform() < 0.7} for one in self.answers(count)]


# --- models ---------------------------------------------------------------------------------------------------------

def padded(examples: list[dict]) -> torch.Tensor:
    rows = [one["prompt"] + one["completion"] for one in examples]
    width = max(map(len, rows))
    return torch.tensor([row + [PAD] * (width - len(row)) for row in rows])


def forward(model, examples: list[dict]):
    """Padding is on the right, behind a causal mask: no real token sees it."""
    ids = padded(examples)
    return model(ids, attention_mask=torch.ones_like(ids))


def predicting(one: dict) -> slice:
    """The places whose hidden states predict the answer's tokens."""
    return slice(len(one["prompt"]) - 1, len(one["prompt"]) + len(one["completion"]) - 1)


def distributions(policy, examples: list[dict], temperature: float) -> list[torch.Tensor]:
    """For each answer: log-probabilities [tokens, vocabulary]."""
    logits = forward(policy, examples).logits / temperature
    return [torch.log_softmax(logits[row, predicting(one)], -1) for row, one in enumerate(examples)]


def log_probs(policy, examples: list[dict], temperature: float = 1.0) -> list[torch.Tensor]:
    """For each answer: the log-probability of each of its tokens."""
    chosen = zip(distributions(policy, examples, temperature), examples)
    return [table[torch.arange(len(table)), torch.tensor(one["completion"])] for table, one in chosen]


def hidden_scores(classifier, examples: list[dict]) -> torch.Tensor:
    """The score head at every place: [rows, width]."""
    return classifier.score(forward(classifier.transformer, examples).last_hidden_state)[..., 0]


def end_scores(classifier, examples: list[dict]) -> torch.Tensor:
    scores = hidden_scores(classifier, examples)
    ends = [len(one["prompt"]) + len(one["completion"]) - 1 for one in examples]
    return scores[torch.arange(len(examples)), torch.tensor(ends)]


def token_values(classifier, examples: list[dict]) -> list[torch.Tensor]:
    values = hidden_scores(classifier, examples)
    return [values[row, predicting(one)] for row, one in enumerate(examples)]


class Optimizer:
    """AdamW with clipping and schedule; only matrices and embeddings decay."""

    def __init__(self, model):
        self.model, self.steps = model, []
        parameters = list(model.parameters())
        groups = [
            {"params": [one for one in parameters if one.dim() >= 2], "weight_decay": OPTIMIZER["weightDecay"]},
            {"params": [one for one in parameters if one.dim() < 2], "weight_decay": 0.0},
        ]
        betas = (OPTIMIZER["beta1"], OPTIMIZER["beta2"])
        self.adam = torch.optim.AdamW(groups, lr=1.0, betas=betas, eps=OPTIMIZER["epsilon"])

    def step(self, loss: torch.Tensor) -> None:
        for group in self.adam.param_groups:
            group["lr"] = learning_rate(len(self.steps))
        self.adam.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), OPTIMIZER["clipNorm"])
        self.adam.step()
        self.steps.append({"loss": loss.item(), "gradientNorm": norm.item()})


# --- losses ---------------------------------------------------------------------------------------------------------

def pairwise_loss(scores: torch.Tensor, batch: list[dict]) -> torch.Tensor:
    total = 0.0
    for (chosen, rejected), one in zip(scores.split(2), batch):
        difference = chosen - rejected - REWARD["margin"]
        fit = -(one["strength"] * logsigmoid(difference) + (1 - one["strength"]) * logsigmoid(-difference))
        total = total + one["weight"] * fit + REWARD["centering"] * (chosen + rejected) ** 2
    return total / len(batch)


def plackett_luce_loss(scores: torch.Tensor, batch: list[dict]) -> torch.Tensor:
    """Each answer was chosen among those ranked no better; a single last one was no choice."""
    total = 0.0
    for own, one in zip(scores.split([len(one["ranks"]) for one in batch]), batch):
        ranks = torch.tensor(one["ranks"])
        choices = []
        for index, rank in enumerate(one["ranks"]):
            rivals = own[ranks >= rank]
            if len(rivals) > 1:
                choices.append(torch.logsumexp(rivals, 0) - own[index])
        total = total + one["weight"] * torch.stack(choices).mean() + REWARD["centering"] * (2 * own.mean()) ** 2
    return total / len(batch)


def regression_loss(scores: torch.Tensor, batch: list[dict]) -> torch.Tensor:
    ratings = torch.tensor([one["rating"] for one in batch])
    weights = torch.tensor([one["weight"] for one in batch])
    return (weights * (scores - ratings) ** 2).mean()


def dpo_loss(policy, reference, batch: list[dict]) -> torch.Tensor:
    answers = [answer for one in batch for answer in one["answers"]]
    with torch.no_grad():
        before = torch.stack([one.sum() for one in log_probs(reference, answers)])
    rewards = DPO["beta"] * (torch.stack([one.sum() for one in log_probs(policy, answers)]) - before)
    difference = rewards[0::2] - rewards[1::2]
    strength = torch.tensor([one["strength"] for one in batch])
    return -(strength * logsigmoid(difference) + (1 - strength) * logsigmoid(-difference)).mean()


def surrogate(advantages: torch.Tensor, log_ratio: torch.Tensor, clip: float) -> torch.Tensor:
    ratio = log_ratio.exp()
    return torch.maximum(-advantages * ratio, -advantages * ratio.clamp(1 - clip, 1 + clip))


# --- algorithms -----------------------------------------------------------------------------------------------------

def train_sft(policy, draw: Draw) -> dict:
    batches = [[draw.answers(1)[0] for _ in range(4)] for _ in range(STEPS)]
    optimizer = Optimizer(policy)
    for batch in batches:
        optimizer.step(-torch.cat(log_probs(policy, batch)).mean())
    return {"batches": batches, "steps": optimizer.steps}


def train_reward(classifier, batches: list[list[dict]], loss_of) -> dict:
    optimizer = Optimizer(classifier)
    for batch in batches:
        answers = [answer for one in batch for answer in one["answers"]]
        optimizer.step(loss_of(end_scores(classifier, answers), batch))
    return {"options": REWARD, "batches": batches, "steps": optimizer.steps}


def train_dpo(policy, draw: Draw) -> dict:
    reference = copy.deepcopy(policy)
    batches = [[draw.pair() for _ in range(3)] for _ in range(STEPS)]
    optimizer = Optimizer(policy)
    for batch in batches:
        optimizer.step(dpo_loss(policy, reference, batch))
    return {"options": DPO, "batches": batches, "steps": optimizer.steps}


def generalized_advantages(rewards: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    """A_t = sum over l of (gamma lambda)^l delta_{t+l}, with value 0 after the end."""
    deltas = rewards + PPO["gamma"] * torch.cat([values[1:], torch.zeros(1)]) - values
    factor = PPO["gamma"] * PPO["lambda_"]
    return torch.stack([sum(factor**k * deltas[t + k] for k in range(len(deltas) - t)) for t in range(len(deltas))])


def train_ppo(policy, value_model, draw: Draw) -> dict:
    reference = copy.deepcopy(policy)
    updates = [draw.group(3) + draw.group(2) for _ in range(STEPS // STEPS_PER_UPDATE)]
    optimizer, value_optimizer = Optimizer(policy), Optimizer(value_model)
    clip, near = PPO["clipRange"], PPO["valueClipRange"]
    for rollouts in updates:
        with torch.no_grad():
            old = log_probs(policy, rollouts, PPO["temperature"])
            before = log_probs(reference, rollouts, PPO["temperature"])
            values = token_values(value_model, rollouts)
        advantages, returns = [], []
        for one, log_prob, initial, value in zip(rollouts, old, before, values):
            rewards = -PPO["klCoefficient"] * (log_prob - initial)
            rewards[-1] += one["score"] / PPO["rewardScale"] - (0 if one["finished"] else PPO["missingEndPenalty"])
            advantages.append(generalized_advantages(rewards, value))
            returns.append(advantages[-1] + value)
        flat = torch.cat(advantages)
        whitened = (flat - flat.mean()) / (flat.std(correction=0) + 1e-8)
        for _ in range(STEPS_PER_UPDATE):
            tables = distributions(policy, rollouts, PPO["temperature"])
            taken = torch.cat([table[torch.arange(len(table)), torch.tensor(one["completion"])] for table, one in zip(tables, rollouts)])
            entropy = torch.cat([-(table.exp() * table).sum(-1) for table in tables]).mean()
            optimizer.step(surrogate(whitened, taken - torch.cat(old), clip).mean() - PPO["entropyCoefficient"] * entropy)
            now, start, goal = torch.cat(token_values(value_model, rollouts)), torch.cat(values), torch.cat(returns)
            clipped = start + (now - start).clamp(-near, near)
            errors = torch.maximum((now - goal) ** 2, (clipped - goal) ** 2)
            value_optimizer.step(PPO["valueCoefficient"] * 0.5 * errors.mean())
    return {"options": PPO, "updates": updates, "steps": optimizer.steps, "valueSteps": value_optimizer.steps}


def train_rloo(policy, draw: Draw) -> dict:
    """A whole answer is one action; its reward is compared with the mean of the others to its prompt."""
    reference = copy.deepcopy(policy)
    updates = [draw.group(3) + draw.group(3) for _ in range(STEPS // STEPS_PER_UPDATE)]
    optimizer = Optimizer(policy)
    for rollouts in updates:
        with torch.no_grad():
            old = torch.stack([one.sum() for one in log_probs(policy, rollouts, RLOO["temperature"])])
            before = torch.stack([one.sum() for one in log_probs(reference, rollouts, RLOO["temperature"])])
        scores = torch.tensor([one["score"] / RLOO["rewardScale"] for one in rollouts])
        missing = torch.tensor([0.0 if one["finished"] else RLOO["missingEndPenalty"] for one in rollouts])
        rewards = (scores - missing - RLOO["klCoefficient"] * (old - before)).view(-1, RLOO["samplesPerPrompt"])
        others = (rewards.sum(1, keepdim=True) - rewards) / (rewards.shape[1] - 1)
        advantages = (rewards - others).flatten()
        for _ in range(STEPS_PER_UPDATE):
            now = torch.stack([one.sum() for one in log_probs(policy, rollouts, RLOO["temperature"])])
            optimizer.step(surrogate(advantages, now - old, RLOO["clipRange"]).mean())
    return {"options": RLOO, "updates": updates, "steps": optimizer.steps}


def train_grpo(policy, draw: Draw) -> dict:
    """Scores are whitened within the group of a prompt; the distance to the initial model stands in the loss."""
    reference = copy.deepcopy(policy)
    updates = [draw.group(3) + draw.group(3) for _ in range(STEPS // STEPS_PER_UPDATE)]
    optimizer = Optimizer(policy)
    for rollouts in updates:
        with torch.no_grad():
            old = log_probs(policy, rollouts, GRPO["temperature"])
            before = log_probs(reference, rollouts, GRPO["temperature"])
        penalties = [0.0 if one["finished"] else GRPO["missingEndPenalty"] for one in rollouts]
        rewards = torch.tensor([one["score"] - penalty for one, penalty in zip(rollouts, penalties)])
        groups = rewards.view(-1, GRPO["samplesPerPrompt"])
        deviation = groups.std(1, correction=0, keepdim=True) + 1e-4
        advantages = ((groups - groups.mean(1, keepdim=True)) / deviation).flatten()
        for _ in range(STEPS_PER_UPDATE):
            losses = []
            for advantage, now, start, initial in zip(advantages, log_probs(policy, rollouts, GRPO["temperature"]), old, before):
                distance = (initial - now).exp() - (initial - now) - 1
                losses.append((surrogate(advantage, now - start, GRPO["clipRange"]) + GRPO["klCoefficient"] * distance).mean())
            optimizer.step(torch.stack(losses).mean())
    return {"options": GRPO, "updates": updates, "steps": optimizer.steps}


def main(source: Path, folder: Path) -> None:
    torch.manual_seed(0)
    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    weights = load_file(source / "weights.safetensors")

    def policy():
        model = GPT2LMHeadModel(GPT2Config(**CONFIG)).eval()
        model.load_state_dict(weights, strict=False)
        return model

    def classifier():
        model = GPT2ForSequenceClassification(GPT2Config(**CONFIG, num_labels=1)).eval()
        model.load_state_dict(weights, strict=False)
        return model

    recorded = {}

    def record(name: str, models: dict, values: dict) -> None:
        recorded[name] = values
        for kind, model in models.items():
            save_file(tensors_of(model), folder / f"{kind}.safetensors")

    model = policy()
    record("sft", {"sft": model}, train_sft(model, Draw(21)))
    for seed, name, loss_of in [(22, "pair", pairwise_loss), (23, "ranking", plackett_luce_loss), (24, "rating", regression_loss)]:
        draw, model = Draw(seed), classifier()
        batches = [[getattr(draw, name)() for _ in range(4)] for _ in range(STEPS)]
        record(f"reward-{name}", {f"reward-{name}": model}, train_reward(model, batches, loss_of))
    model = policy()
    record("dpo", {"dpo": model}, train_dpo(model, Draw(25)))
    model, value_model = policy(), classifier()
    record("ppo", {"ppo-policy": model, "ppo-value": value_model}, train_ppo(model, value_model, Draw(26)))
    model = policy()
    record("rloo", {"rloo": model}, train_rloo(model, Draw(27)))
    model = policy()
    record("grpo", {"grpo": model}, train_grpo(model, Draw(28)))
    config = {"model_type": "gpt2", **CONFIG}
    write_json(folder / "values.json", {"config": config, "optimizer": OPTIMIZER, "schedule": SCHEDULE, **recorded})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
