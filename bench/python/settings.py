"""What both trainers share. Every setting that differs from TRL's default makes it faster here or equal to our side."""

import json


def arguments(job: dict) -> dict:
    return dict(
        output_dir=job["folder"],
        per_device_train_batch_size=job["batchSize"],
        num_train_epochs=1000,
        learning_rate=1e-4,
        lr_scheduler_type="constant",
        adam_beta2=0.95,
        # the default, AdamW in one fused operator
        optim="adamw_torch_fused",
        # by default they compute activations twice, and in bfloat16: the losses could not be compared
        gradient_checkpointing=False,
        bf16=False,
        use_cpu=True,
        save_strategy="no",
        eval_strategy="no",
        logging_strategy="no",
        report_to="none",
        disable_tqdm=True,
        dataloader_pin_memory=False,
        seed=11,
    )


def examples(job: dict) -> list[dict]:
    with open(job["examples"], encoding="utf-8") as file:
        return json.load(file)[: job["count"]]
