"""Records rewards, advantages and the preference loss, written plainly in torch. Usage: losses.py FOLDER"""

import sys
from pathlib import Path

import torch
from torch.nn.functional import logsigmoid

from common import write_json

BETA, GAMMA, LAMBDA, MISSING_END, REWARD_SCALE = 0.07, 0.97, 0.9, 0.8, 1.7


def rollouts(generator: torch.Generator) -> dict[str, torch.Tensor]:
    """Five answers of one to seven tokens; padded entries hold numbers that must not matter."""
    lengths = torch.tensor([7, 1, 4, 6, 3])
    shape = (len(lengths), int(lengths.max()))

    def normal(scale, base=0.0):
        return base + scale * torch.randn(shape, generator=generator)

    log_probs = -normal(0.8, 1.5).abs()
    return {
        "mask": (torch.arange(shape[1]) < lengths[:, None]).float(),
        "logProbs": log_probs,
        "referenceLogProbs": log_probs + normal(0.3),
        "values": normal(0.5),
        "scores": torch.randn(shape[0], generator=generator),
        "finished": torch.tensor([1.0, 1.0, 0.0, 1.0, 0.0]),
    }


def token_rewards(data: dict) -> torch.Tensor:
    """r_t = -beta (log pi - log pi_ref), plus the scaled score, less a penalty for a missing end, at the end."""
    mask = data["mask"]
    rewards = -BETA * (data["logProbs"] - data["referenceLogProbs"]) * mask
    last = mask.sum(1).long() - 1
    rewards[torch.arange(len(last)), last] += data["scores"] / REWARD_SCALE - MISSING_END * (1 - data["finished"])
    return rewards


def advantages_of(rewards: torch.Tensor, values: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """GAE from the definition: A_t = sum over l of (gamma lambda)^l delta_{t+l}, with value 0 after the end."""
    rows = []
    for reward, value, length in zip(rewards, values, mask.sum(1).long().tolist()):
        following = torch.cat([value[1:length], torch.zeros(1)])
        delta = reward[:length] + GAMMA * following - value[:length]
        advantage = [sum((GAMMA * LAMBDA) ** k * delta[t + k] for k in range(length - t)) for t in range(length)]
        rows.append(torch.cat([torch.stack(advantage), torch.zeros(len(reward) - length)]))
    return torch.stack(rows)


def masked_mean(values: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    return (values * mask).sum() / mask.sum()


def whiten(values: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Mean 0 and population deviation 1 over the mask."""
    chosen = values[mask.bool()]
    return (values - chosen.mean()) / (chosen.std(correction=0) + 1e-8) * mask


def record_ppo() -> dict:
    data = rollouts(torch.Generator().manual_seed(11))
    mask = data["mask"]
    rewards = token_rewards(data)
    advantages = advantages_of(rewards, data["values"], mask)
    returns = (advantages + data["values"]) * mask
    log_ratio = data["referenceLogProbs"] - data["logProbs"]
    residuals = (returns - data["values"])[mask.bool()]
    return {
        "options": {
            "klCoefficient": BETA, "gamma": GAMMA, "lambda": LAMBDA,
            "missingEndPenalty": MISSING_END, "rewardScale": REWARD_SCALE,
        },
        "inputs": data,
        "rewards": rewards,
        "advantages": advantages,
        "returns": returns,
        "whitened": whiten(advantages, mask),
        "klPerSequence": -(log_ratio * mask).sum(1),
        # (rho - 1) - log rho with rho = pi_ref / pi: the k3 estimator (Schulman 2020).
        "klK3": masked_mean(log_ratio.exp() - 1 - log_ratio, mask),
        "explainedVariance": 1 - residuals.var(correction=0) / returns[mask.bool()].var(correction=0),
    }


def preference_loss(chosen, rejected, strength, weight, margin, centering):
    """Mean of -w [s log sig(d) + (1-s) log sig(-d)], d = chosen - rejected - margin, plus the centering term."""
    difference = chosen - rejected - margin
    losses = -(strength * logsigmoid(difference) + (1 - strength) * logsigmoid(-difference))
    return (weight * losses).mean() + centering * ((chosen + rejected) ** 2).mean()


def record_reward() -> dict:
    generator = torch.Generator().manual_seed(5)
    chosen = (2 * torch.randn(8, generator=generator)).requires_grad_()
    rejected = (2 * torch.randn(8, generator=generator)).requires_grad_()
    ones = torch.ones(8)
    strength = torch.tensor([1, 1, 0.5, 1, 0.8, 0.5, 1, 1])
    weight = torch.rand(8, generator=generator) + 0.5
    variants = {
        "plain": dict(strength=ones, weight=ones, margin=0.0, centering=0.0),
        "centered": dict(strength=ones, weight=ones, margin=0.0, centering=0.01),
        "ties": dict(strength=strength, weight=ones, margin=0.0, centering=0.01),
        "margin and weights": dict(strength=strength, weight=weight, margin=0.3, centering=0.05),
    }
    recorded = {}
    for name, options in variants.items():
        loss = preference_loss(chosen, rejected, **options)
        gradients = torch.autograd.grad(loss, [chosen, rejected])
        recorded[name] = {**options, "loss": loss, "chosenGradient": gradients[0], "rejectedGradient": gradients[1]}
    return {"chosen": chosen, "rejected": rejected, "variants": recorded}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    write_json(folder / "ppo.json", record_ppo())
    write_json(folder / "reward.json", record_reward())
