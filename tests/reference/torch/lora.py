"""Records LoRA by PEFT on tiny models: outputs, five optimizer steps, the adapter before and after them.

Usage: lora.py write FOLDER, or lora.py read FOLDER ADAPTER FILE for the outputs with another adapter on a recorded model.
"""

import json
import sys
from pathlib import Path

import peft
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSequenceClassification

from common import randomize, write_json

PAD = 1
IDS = dict(vocab_size=29, bos_token_id=0, eos_token_id=0, pad_token_id=PAD)
GPT2 = dict(
    model_type="gpt2", n_positions=24, n_embd=12, n_layer=2, n_head=2, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0, **IDS
)
LLAMA = dict(
    model_type="llama", hidden_size=12, intermediate_size=10, num_hidden_layers=2, num_attention_heads=2,
    num_key_value_heads=1, max_position_embeddings=24, tie_word_embeddings=False, **IDS,
)
CASES = {
    "gpt2": (GPT2, dict(task_type="CAUSAL_LM", target_modules=["c_attn", "c_proj", "c_fc"], fan_in_fan_out=True)),
    "gpt2-score": (GPT2, dict(task_type="SEQ_CLS", target_modules=["attn.c_attn"], fan_in_fan_out=True, use_rslora=True)),
    "llama": (LLAMA, dict(task_type="CAUSAL_LM", target_modules=["q_proj", "k_proj", "v_proj", "o_proj", "up_proj"])),
}
OPTIMIZER = dict(beta1=0.9, beta2=0.95, epsilon=1e-6, weightDecay=0.1, clipNorm=0.5)
LEARNING_RATE = 0.01
STEPS = 5


def bare_model(config: dict, task: str):
    """A fresh model with one label where it is a classifier."""
    if task == "CAUSAL_LM":
        return AutoModelForCausalLM.from_config(AutoConfig.for_model(**config), dtype=torch.float32).eval()
    one_label = AutoConfig.for_model(**config, num_labels=1)
    return AutoModelForSequenceClassification.from_config(one_label, dtype=torch.float32).eval()


def draw_batches() -> list[list[list[int]]]:
    generator = torch.Generator().manual_seed(3)
    lengths = [[9, 6, 4], [5, 11], [12, 3, 7], [8, 8], [10, 5, 6]]
    return [[torch.randint(2, IDS["vocab_size"], (one,), generator=generator).tolist() for one in row] for row in lengths]


def outputs_of(model, task: str, batch: list[list[int]]) -> torch.Tensor:
    """Logits [N,V] of every real token, or the score [B] of each sequence."""
    width = max(map(len, batch))
    ids = torch.tensor([row + [PAD] * (width - len(row)) for row in batch])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in batch])
    logits = model(input_ids=ids, attention_mask=mask).logits
    if task == "SEQ_CLS":
        return logits[:, 0]
    return torch.cat([logits[row, : len(one)] for row, one in enumerate(batch)])


def loss_of(model, task: str, batch: list[list[int]]) -> torch.Tensor:
    """Mean cross-entropy of every token after the first, or the mean of (score - 1) squared."""
    outputs = outputs_of(model, task, batch)
    if task == "SEQ_CLS":
        return ((outputs - 1) ** 2).mean()
    starts = torch.tensor([0] + [len(one) for one in batch]).cumsum(0)
    kept = torch.cat([torch.arange(int(starts[n]), int(starts[n + 1]) - 1) for n in range(len(batch))])
    targets = torch.tensor([token for one in batch for token in one[1:]])
    return torch.nn.functional.cross_entropy(outputs[kept], targets)


def train(model, task: str, batches: list[list[list[int]]]) -> list[dict]:
    trained = [one for one in model.parameters() if one.requires_grad]
    betas = (OPTIMIZER["beta1"], OPTIMIZER["beta2"])
    optimizer = torch.optim.AdamW(
        trained, lr=LEARNING_RATE, betas=betas, eps=OPTIMIZER["epsilon"], weight_decay=OPTIMIZER["weightDecay"]
    )
    steps = []
    for batch in batches[:STEPS]:
        optimizer.zero_grad()
        loss = loss_of(model, task, batch)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(trained, OPTIMIZER["clipNorm"])
        optimizer.step()
        steps.append({"loss": loss.item(), "gradientNorm": norm.item()})
    return steps


def save_adapter(model, folder: Path) -> None:
    model.save_pretrained(folder)
    (folder / "README.md").unlink()


def record(folder: Path, config: dict, lora: dict) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    task = lora["task_type"]
    base = bare_model(config, task)
    randomize(base, seed=1)
    save_file({name: one.detach().clone() for name, one in base.named_parameters()}, folder / "weights.safetensors")
    model = peft.get_peft_model(base, peft.LoraConfig(r=3, lora_alpha=5, lora_dropout=0.0, **lora)).eval()
    generator = torch.Generator().manual_seed(2)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.copy_(0.3 * torch.randn(parameter.shape, generator=generator))
    save_adapter(model, folder / "initial")
    batches = draw_batches()
    with torch.no_grad():
        outputs = outputs_of(model, task, batches[0])
        with model.disable_adapter():
            plain = outputs_of(model, task, batches[0])
    steps = train(model, task, batches)
    save_adapter(model, folder / "trained")
    write_json(
        folder / "values.json",
        {
            "peft": peft.__version__,
            "task": task,
            "config": config,
            "optimizer": OPTIMIZER,
            "learningRate": LEARNING_RATE,
            "batches": batches,
            "outputs": outputs,
            "plain": plain,
            "steps": steps,
        },
    )


def read(folder: Path, adapter: Path, file: Path) -> None:
    values = json.loads((folder / "values.json").read_text())
    model = bare_model(values["config"], values["task"])
    model.load_state_dict(load_file(folder / "weights.safetensors"), strict=False)
    model.tie_weights()
    tuned = peft.PeftModel.from_pretrained(model, adapter).eval()
    with torch.no_grad():
        outputs = outputs_of(tuned, values["task"], values["batches"][0])
        merged = outputs_of(tuned.merge_and_unload(), values["task"], values["batches"][0])
    write_json(file, {"outputs": outputs, "merged": merged})


if __name__ == "__main__":
    torch.manual_seed(0)
    torch.set_num_threads(1)
    if sys.argv[1] == "read":
        read(*map(Path, sys.argv[2:5]))
    else:
        for name, (config, lora) in CASES.items():
            record(Path(sys.argv[2]) / name, config, lora)
