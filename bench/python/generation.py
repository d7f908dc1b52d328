"""`transformers.generate`: sampling at temperature 1 in batches of about equal prompt lengths, padded on the left."""

import time

import torch
from transformers import AutoModelForCausalLM

from gate import next_round, say
from settings import examples


def run(job: dict) -> None:
    torch.manual_seed(11)
    model = AutoModelForCausalLM.from_pretrained(job["languageModel"], dtype=torch.float32).eval()
    if job["check"]:
        say(type="check", values=log_probs(model, job["rollouts"]))
    prompts = sorted((row["promptIds"] for row in examples(job)), key=len)
    size = job["batchSize"]
    batches = [prompts[start : start + size] for start in range(0, len(prompts), size)]
    go_on = True
    while go_on:
        continue_prompts(model, batches[0], job)
        started = time.perf_counter()
        tokens = sum(continue_prompts(model, batch, job) for batch in batches[1:])
        go_on = next_round(seconds=time.perf_counter() - started, tokens=tokens)


@torch.inference_mode()
def continue_prompts(model, prompts: list[list[int]], job: dict) -> int:
    """Answers one batch; gives the number of new tokens, their ends included."""
    ids, mask = left_padded(prompts, job["padId"])
    answers = model.generate(
        input_ids=ids,
        attention_mask=mask,
        do_sample=True,
        temperature=1.0,
        top_k=0,
        top_p=1.0,
        max_new_tokens=job["maxNewTokens"],
        eos_token_id=job["endId"],
        pad_token_id=job["padId"],
    )[:, ids.shape[1] :]
    return int(answer_mask(answers, job["endId"]).sum())


def left_padded(sequences: list[list[int]], pad: int) -> tuple[torch.Tensor, torch.Tensor]:
    width = max(map(len, sequences))
    ids = torch.tensor([[pad] * (width - len(one)) + one for one in sequences])
    mask = torch.tensor([[0] * (width - len(one)) + [1] * len(one) for one in sequences])
    return ids, mask


def answer_mask(answers: torch.Tensor, end: int) -> torch.Tensor:
    """True up to and with the first end."""
    ends = (answers == end).long()
    return ends.cumsum(1) - ends == 0


@torch.inference_mode()
def log_probs(model, rollouts: list[dict]) -> list[float]:
    """Largest differences, over all answers, of our side's log-probabilities to those of this model."""
    worst = 0.0
    for one in rollouts:
        ids = torch.tensor([one["prompt"] + one["tokens"]])
        logits = model(ids).logits[0, len(one["prompt"]) - 1 : -1]
        mine = logits.log_softmax(-1).gather(1, torch.tensor(one["tokens"])[:, None])[:, 0]
        worst = max(worst, float((mine - torch.tensor(one["logProbs"])).abs().max()))
    return [worst]
