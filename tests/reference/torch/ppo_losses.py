"""One PPO batch through a tiny policy and a value model: clipped losses, their metrics and gradients."""

import torch

OPTIONS = dict(
    clipRange=0.2, entropyCoefficient=0.02, temperature=0.7, valueClipRange=0.25, valueCoefficient=0.1
)
# Tensors whose whole gradient is recorded; of the others the common norm speaks.
SHOWN = ["transformer.ln_f.weight", "transformer.h.0.ln_1.weight", "transformer.h.1.mlp.c_proj.bias"]


def record(policy, value_model, batch: list[dict], ids: torch.Tensor) -> dict:
    generator = torch.Generator().manual_seed(13)
    rows = torch.cat([torch.full((len(one["ids"]) - one["prompt"],), row) for row, one in enumerate(batch)])
    columns = torch.cat([torch.arange(one["prompt"], len(one["ids"])) for one in batch])

    def normal(scale):
        return scale * torch.randn(len(rows), generator=generator)

    # Padding is on the right, behind a causal mask: no real token sees it, so it needs no mask of its own.
    distributions = torch.log_softmax(policy(ids, attention_mask=torch.ones_like(ids)).logits[rows, columns - 1] / OPTIONS["temperature"], -1)
    log_probs = distributions[torch.arange(len(rows)), ids[rows, columns]]
    values = value_model.score(value_model.transformer(ids, attention_mask=torch.ones_like(ids)).last_hidden_state)[rows, columns - 1, 0]
    inputs = {
        "oldLogProbs": log_probs.detach() + normal(0.25),
        "advantages": normal(1.0),
        "oldValues": values.detach() + normal(0.3),
        "returns": values.detach() + normal(0.8),
    }
    return {
        "options": OPTIONS,
        "batch": [{"prompt": one["ids"][: one["prompt"]], "completion": one["ids"][one["prompt"] :]} for one in batch],
        "inputs": inputs,
        "policy": with_gradients(policy, *policy_loss(distributions, log_probs, inputs)),
        "value": with_gradients(value_model, *value_loss(values, inputs)),
    }


def policy_loss(distributions: torch.Tensor, log_probs: torch.Tensor, inputs: dict):
    clip, advantages = OPTIONS["clipRange"], inputs["advantages"]
    log_ratio = (log_probs - inputs["oldLogProbs"]).clamp(-20, 20)
    ratio = log_ratio.exp()
    surrogate = torch.maximum(-advantages * ratio, -advantages * ratio.clamp(1 - clip, 1 + clip)).mean()
    entropy = -(distributions.exp() * distributions).sum(-1).mean()
    metrics = {
        "policyLoss": surrogate,
        "entropy": entropy,
        "clipFraction": ((ratio - 1).abs() > clip).float().mean(),
        "policyKl": (ratio - 1 - log_ratio).mean(),
    }
    return surrogate - OPTIONS["entropyCoefficient"] * entropy, metrics


def value_loss(values: torch.Tensor, inputs: dict):
    clip, old, returns = OPTIONS["valueClipRange"], inputs["oldValues"], inputs["returns"]
    near = old + (values - old).clamp(-clip, clip)
    loss = 0.5 * torch.maximum((values - returns) ** 2, (near - returns) ** 2).mean()
    metrics = {"valueLoss": loss, "valueClipFraction": ((values - old).abs() > clip).float().mean()}
    return OPTIONS["valueCoefficient"] * loss, metrics


def with_gradients(model, loss: torch.Tensor, metrics: dict) -> dict:
    model.zero_grad()
    loss.backward()
    gradients = {name: one.grad.clone() for name, one in model.named_parameters()}
    model.zero_grad()
    norm = torch.linalg.vector_norm(torch.cat([one.flatten() for one in gradients.values()]))
    return {
        "scalars": {"loss": loss, "gradientNorm": norm, **metrics},
        "gradients": {name: gradients[name] for name in SHOWN},
    }
