"""Records tiny models of the Llama family, one folder each: logits, gradients, greedy text, scores. Usage: llama.py FOLDER"""

import copy
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSequenceClassification

from common import randomize, write_json

PAD = 1
SHAPE = dict(
    vocab_size=24, hidden_size=12, intermediate_size=8, num_hidden_layers=2, num_attention_heads=4,
    num_key_value_heads=2, head_dim=6, max_position_embeddings=64, bos_token_id=0, eos_token_id=0, pad_token_id=PAD,
)
NARROW = {**{key: value for key, value in SHAPE.items() if key != "head_dim"}, "hidden_size": 16}
CASES = {
    "llama": ("llama", {**SHAPE, "tie_word_embeddings": True, "attention_bias": True, "mlp_bias": True}),
    "llama-linear": ("llama", {**SHAPE, "rope_parameters": dict(rope_type="linear", factor=2.5, rope_theta=5000.0)}),
    # Sequences and continuations are longer than max_position_embeddings, so the frequencies change.
    "llama-dynamic": (
        "llama",
        {**SHAPE, "max_position_embeddings": 8, "rope_parameters": dict(rope_type="dynamic", factor=5.0, rope_theta=10000.0)},
    ),
    # The three waves are kept, mixed and stretched.
    "llama-llama3": (
        "llama",
        {
            **SHAPE,
            "rope_parameters": dict(
                rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
                original_max_position_embeddings=96, rope_theta=1000.0,
            ),
        },
    ),
    "mistral": ("mistral", {**NARROW, "num_key_value_heads": 1, "sliding_window": None}),
    "qwen2": ("qwen2", {**NARROW, "tie_word_embeddings": True}),
    "qwen3": ("qwen3", {**SHAPE, "rope_parameters": dict(rope_type="default", rope_theta=1000.0)}),
}
NEW_TOKENS = 24


def draw_sequences(lengths: list[int]) -> list[list[int]]:
    generator = torch.Generator().manual_seed(5)
    return [torch.randint(2, SHAPE["vocab_size"], (length,), generator=generator).tolist() for length in lengths]


def pad(sequences: list[list[int]], side: str) -> tuple[torch.Tensor, torch.Tensor]:
    width = max(map(len, sequences))
    fill = lambda row, value: [value] * (width - len(row)) + row if side == "left" else row + [value] * (width - len(row))
    ids = [fill(row, PAD) for row in sequences]
    mask = [fill([1] * len(row), 0) for row in sequences]
    return torch.tensor(ids), torch.tensor(mask)


def logits_and_gradients(model, sequences: list[list[int]]) -> tuple[list, dict]:
    """Logits of the real positions, and the gradient of the mean cross-entropy of every token after the first."""
    ids, mask = pad(sequences, "right")
    logits = model(input_ids=ids, attention_mask=mask).logits
    labels = ids.masked_fill(mask == 0, -100)[:, 1:]
    torch.nn.functional.cross_entropy(logits[:, :-1].flatten(0, 1), labels.flatten()).backward()
    rows = [logits[row, : len(one)] for row, one in enumerate(sequences)]
    return rows, {name: one.grad for name, one in model.named_parameters()}


def continue_greedily(model, prompts: list[list[int]]) -> torch.Tensor:
    """One left-padded batch, whether or not a row gives EOS."""
    ids, mask = pad(prompts, "left")
    settings = dict(max_new_tokens=NEW_TOKENS, do_sample=False, eos_token_id=None, pad_token_id=PAD)
    return model.generate(ids, attention_mask=mask, **settings)[:, ids.shape[1] :]


def score(model, sequences: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """The weights of a score head on the same body, and the score of each sequence."""
    config = copy.deepcopy(model.config)
    config.num_labels = 1
    classifier = AutoModelForSequenceClassification.from_config(config, dtype=torch.float32).eval()
    classifier.model.load_state_dict(model.model.state_dict())
    torch.nn.init.normal_(classifier.score.weight, std=0.5, generator=torch.Generator().manual_seed(2))
    ids, mask = pad(sequences, "right")
    with torch.no_grad():
        return classifier.score.weight, classifier(input_ids=ids, attention_mask=mask).logits[:, 0]


def record(folder: Path, model_type: str, settings: dict) -> None:
    config = AutoConfig.for_model(model_type, **settings)
    model = AutoModelForCausalLM.from_config(config, dtype=torch.float32).eval()
    randomize(model, seed=1, scale=0.4)
    # Half precision keeps the folder small; what is compared is computed from the rounded weights, in single precision.
    copy.deepcopy(model).to(torch.bfloat16).save_pretrained(folder)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(parameter.to(torch.bfloat16))
    sequences = draw_sequences([6, 13])
    fresh = lambda: copy.deepcopy(model)  # dynamic scaling leaves traces in a model
    logits, gradients = logits_and_gradients(fresh(), sequences)
    save_file(gradients, folder / "gradients.safetensors")
    prompts = draw_sequences([5, 2, 7])
    with torch.no_grad():
        greedy = continue_greedily(fresh(), prompts)
    score_weight, scores = score(fresh(), sequences)
    write_json(
        folder / "values.json",
        {
            "sequences": sequences, "logits": logits, "prompts": prompts, "greedy": greedy,
            "scoreWeight": score_weight[0], "scores": scores,
        },
    )


def main(folder: Path) -> None:
    torch.set_num_threads(1)
    for name, (model_type, settings) in CASES.items():
        record(folder / name, model_type, settings)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
