"""TRL's RewardTrainer: both answers of all pairs in one batch, padded to its longest text."""

import torch
from datasets import Dataset
from transformers import AutoModelForSequenceClassification, AutoTokenizer
from trl import RewardConfig, RewardTrainer

from gate import say
from rounds import Losses, Rounds
from settings import arguments, examples


def run(job: dict) -> None:
    rows = {row["promptId"]: row for row in examples(job)}
    if job["check"]:
        losses = Losses()
        first = [rows[one] for one in job["firstPairs"]]
        trainer(job, first, losses, logging_strategy="steps", logging_steps=1).train()
        say(type="check", values=losses.values)
    trainer(job, [rows[one] for one in job["pairs"]], Rounds()).train()


def trainer(job: dict, rows: list[dict], callback, **changed) -> RewardTrainer:
    dataset = Dataset.from_list(
        [
            {"chosen_ids": row["promptIds"] + row["chosenIds"], "rejected_ids": row["promptIds"] + row["rejectedIds"]}
            for row in rows
        ]
    )
    model = AutoModelForSequenceClassification.from_pretrained(job["rewardModel"], dtype=torch.float32)
    return RewardTrainer(
        model=model,
        args=RewardConfig(**{**arguments(job), **changed}),
        train_dataset=dataset,
        processing_class=AutoTokenizer.from_pretrained(job["rewardModel"]),
        callbacks=[callback],
    )
