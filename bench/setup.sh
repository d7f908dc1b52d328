#!/bin/sh
# Sets up Python's side of the benchmarks in bench/.venv, with pinned versions.
# PYTHON names the interpreter to use [python3], TORCH_INDEX the package index of torch.
set -eu
cd "$(dirname "$0")"
"${PYTHON:-python3}" -m venv .venv
pip() { .venv/bin/python -m pip --disable-pip-version-check "$@"; }
# torch without CUDA is a tenth of the size of the general build, which does where that index is out of reach
torch=$(grep '^torch==' python/requirements.txt)
index=${TORCH_INDEX:-https://download.pytorch.org/whl/cpu}
pip install --quiet --retries 0 --timeout 15 --index-url "$index" "$torch" ||
  echo "The package index $index gave no $torch, so the general one is asked." >&2
pip install --quiet -r python/requirements.txt
.venv/bin/python -c 'import torch, transformers, trl; print("Ready: torch", torch.__version__ + ", transformers", transformers.__version__ + ", trl", trl.__version__)'
