"""Records a tiny GPT-2: logits, gradients, ten optimizer steps, the score head, PPO losses. Usage: gpt2.py FOLDER"""

import math
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import GPT2Config, GPT2ForSequenceClassification, GPT2LMHeadModel

import ppo_losses
from common import randomize, write_json

PAD = 1
CONFIG = dict(
    vocab_size=48, n_positions=24, n_embd=16, n_layer=2, n_head=2, eos_token_id=0, bos_token_id=0, pad_token_id=PAD,
    resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
)
# The norms of these steps lie on both sides of clipNorm. The gradient of the key biases is rounding noise (softmax does not
# see a constant), which Adam would blow up to whole steps if epsilon were as small as the noise.
OPTIMIZER = dict(beta1=0.9, beta2=0.95, epsilon=1e-6, weightDecay=0.1, clipNorm=1.3)
SCHEDULE = dict(kind="cosine", learningRate=0.01, warmupSteps=3, totalSteps=10)


def make_sequences(generator: torch.Generator, count: int) -> list[dict]:
    """Sequences of different lengths; the first `prompt` tokens carry no loss."""
    def draw(low, high):
        return int(torch.randint(low, high, (1,), generator=generator))

    lengths = [draw(5, 13) for _ in range(count)]
    return [
        {"ids": torch.randint(2, CONFIG["vocab_size"], (length,), generator=generator).tolist(), "prompt": draw(1, length - 1)}
        for length in lengths
    ]


def pad(sequences: list[dict]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Right-padded ids, attention mask, and labels with -100 where there is no loss."""
    width = max(len(one["ids"]) for one in sequences)
    ids, mask, labels = [], [], []
    for one in sequences:
        rest = width - len(one["ids"])
        ids.append(one["ids"] + [PAD] * rest)
        mask.append([1] * len(one["ids"]) + [0] * rest)
        labels.append([-100] * one["prompt"] + one["ids"][one["prompt"] :] + [-100] * rest)
    return torch.tensor(ids), torch.tensor(mask), torch.tensor(labels)


def loss_of(model: GPT2LMHeadModel, sequences: list[dict]) -> torch.Tensor:
    """Mean cross-entropy over all predicted tokens of the batch."""
    ids, mask, labels = pad(sequences)
    logits = model(input_ids=ids, attention_mask=mask).logits[:, :-1]
    return torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels[:, 1:].flatten(), ignore_index=-100)


def learning_rate(step: int) -> float:
    """Linear warm-up that reaches the peak after `warmupSteps` steps, then half a cosine to zero."""
    warmup, total, peak = SCHEDULE["warmupSteps"], SCHEDULE["totalSteps"], SCHEDULE["learningRate"]
    if step < warmup:
        return peak * (step + 1) / warmup
    return peak * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (total - warmup)))


def train(model: GPT2LMHeadModel, batches: list[list[dict]]) -> list[dict]:
    """Plain AdamW steps with clipping; only matrices and embeddings decay."""
    named = list(model.named_parameters())
    groups = [
        {"params": [one for _, one in named if one.dim() >= 2], "weight_decay": OPTIMIZER["weightDecay"]},
        {"params": [one for _, one in named if one.dim() < 2], "weight_decay": 0.0},
    ]
    betas = (OPTIMIZER["beta1"], OPTIMIZER["beta2"])
    optimizer = torch.optim.AdamW(groups, lr=SCHEDULE["learningRate"], betas=betas, eps=OPTIMIZER["epsilon"])
    steps = []
    for step, batch in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step)
        optimizer.zero_grad()
        loss = loss_of(model, batch)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), OPTIMIZER["clipNorm"])
        optimizer.step()
        steps.append({"loss": loss.item(), "gradientNorm": norm.item(), "learningRate": learning_rate(step)})
    return steps


def tensors_of(model: torch.nn.Module) -> dict[str, torch.Tensor]:
    return {name: parameter.detach().clone() for name, parameter in model.named_parameters()}


def main(folder: Path) -> None:
    torch.manual_seed(0)
    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    generator = torch.Generator().manual_seed(7)
    batches = [make_sequences(generator, 3) for _ in range(SCHEDULE["totalSteps"])]
    config = GPT2Config(**CONFIG)
    model = GPT2LMHeadModel(config).eval()
    randomize(model, seed=1)
    classifier = GPT2ForSequenceClassification(GPT2Config(**CONFIG, num_labels=1)).eval()
    classifier.transformer.load_state_dict(model.transformer.state_dict())
    torch.nn.init.normal_(classifier.score.weight, std=0.5, generator=torch.Generator().manual_seed(2))
    save_file(tensors_of(model) | {"score.weight": classifier.score.weight.detach()}, folder / "weights.safetensors")

    ids, mask, _ = pad(batches[0])
    with torch.no_grad():
        logits = model(input_ids=ids, attention_mask=mask).logits
        scores = classifier(input_ids=ids, attention_mask=mask).logits[:, 0]
    loss = loss_of(model, batches[0])
    loss.backward()
    save_file({name: one.grad.clone() for name, one in model.named_parameters()}, folder / "gradients.safetensors")
    model.zero_grad()
    write_json(folder / "ppo.json", ppo_losses.record(model, classifier, batches[1], pad(batches[1])[0]))
    steps = train(model, batches)
    save_file(tensors_of(model), folder / "trained.safetensors")
    write_json(
        folder / "values.json",
        {
            "config": {"model_type": "gpt2", **CONFIG},
            "optimizer": OPTIMIZER,
            "schedule": SCHEDULE,
            "batches": batches,
            # Only real positions: what a model computes for padding is not compared.
            "logits": [logits[row, : len(one["ids"])] for row, one in enumerate(batches[0])],
            "scores": scores,
            "steps": steps,
        },
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
