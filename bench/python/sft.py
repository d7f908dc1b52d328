"""TRL's SFTTrainer: the loss on answers, each batch padded to its longest text (packing is off, as by default)."""

import torch
from datasets import Dataset
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import SFTConfig, SFTTrainer

from gate import say
from rounds import Losses, Rounds
from settings import arguments, examples


def run(job: dict) -> None:
    rows = examples(job)
    if job["check"]:
        losses = Losses()
        trainer(job, rows[: job["batchSize"]], losses, logging_strategy="steps", logging_steps=1).train()
        say(type="check", values=losses.values)
    trainer(job, rows, Rounds()).train()


def trainer(job: dict, rows: list[dict], callback, **changed) -> SFTTrainer:
    # tokenized beforehand, with the very tokens of our side
    dataset = Dataset.from_list(
        [
            {
                "input_ids": row["promptIds"] + row["chosenIds"],
                "completion_mask": [0] * len(row["promptIds"]) + [1] * len(row["chosenIds"]),
            }
            for row in rows
        ]
    )
    model = AutoModelForCausalLM.from_pretrained(job["languageModel"], dtype=torch.float32)
    return SFTTrainer(
        model=model,
        args=SFTConfig(**{**arguments(job), "completion_only_loss": True, **changed}),
        train_dataset=dataset,
        processing_class=AutoTokenizer.from_pretrained(job["languageModel"]),
        callbacks=[callback],
    )
