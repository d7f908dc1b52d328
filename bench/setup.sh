#!/bin/sh
# Sets up Python's side of the benchmarks in bench/.venv, with pinned versions. PYTHON names the interpreter to use.
set -eu
cd "$(dirname "$0")"
"${PYTHON:-python3}" -m venv .venv
# the build of torch for processors alone is a tenth of the size of the others
.venv/bin/pip install --quiet --extra-index-url "${TORCH_INDEX:-https://download.pytorch.org/whl/cpu}" -r python/requirements.txt
.venv/bin/python -c 'import torch, transformers, trl; print("ready: torch", torch.__version__, "transformers", transformers.__version__, "trl", trl.__version__)'
