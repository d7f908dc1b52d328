"""What the recording scripts share: versions, seeds and compact files."""

import json
from pathlib import Path

import tokenizers
import torch
import transformers


def write_json(path: Path, value: dict) -> None:
    """Writes values with the versions that made them; eight digits hold a 32-bit float to 1e-8 of its size."""
    path.parent.mkdir(parents=True, exist_ok=True)
    versions = {
        "torch": torch.__version__.split("+")[0],
        "transformers": transformers.__version__,
        "tokenizers": tokenizers.__version__,
    }
    text = json.dumps(rounded({"versions": versions, **value}), ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


def rounded(value):
    if isinstance(value, torch.Tensor):
        value = value.detach().tolist()
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(item) for item in value]
    return value


def randomize(model: torch.nn.Module, seed: int, scale: float = 0.15) -> None:
    """Fills every parameter, biases and norms too, so that a mistake in any of them shows in the values."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            is_norm = ".ln_" in name or "norm" in name
            center = 1.0 if is_norm and name.endswith("weight") else 0.0
            parameter.copy_(center + scale * torch.randn(parameter.shape, generator=generator))
