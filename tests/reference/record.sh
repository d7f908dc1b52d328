#!/usr/bin/env bash
# Records the reference values anew with the pinned versions. Needs network access once, for the Python packages;
# HEED_PYTHON names a Python that has them already. PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu fetches the
# small build of torch without CUDA.
set -euo pipefail
cd "$(dirname "$0")"

python="${HEED_PYTHON:-}"
if [ -z "$python" ]; then
  python=.venv/bin/python
  [ -x "$python" ] || python3 -m venv .venv
  "$python" -m pip install --quiet --requirement requirements.txt
fi

fresh=recorded.new
rm -rf "$fresh"
mkdir "$fresh"
trap 'rm -rf "$fresh"' EXIT
export HF_HUB_OFFLINE=1
"$python" torch/gpt2.py "$fresh/gpt2"
"$python" torch/steps.py "$fresh/gpt2" "$fresh/steps"
"$python" torch/losses.py "$fresh"
"$python" torch/labeling.py "$fresh"
"$python" torch/comparison_scores.py "$fresh"
"$python" torch/labeler_skills.py "$fresh"
"$python" torch/feedback.py "$fresh"
"$python" torch/text_metrics.py "$fresh"
mkdir "$fresh/exports"
npm exec -- node exports.ts "$PWD/$fresh/exports"
"$python" torch/exports.py "$fresh/exports" "$fresh/exports/read.json"
"$python" torch/llama.py "$fresh/llama"
"$python" torch/chat.py "$fresh/chat"
"$python" torch/lora.py write "$fresh/lora"
"$python" torch/folders.py write "$fresh/python" "$fresh/python.json"
"$python" torch/folders.py write-llama "$fresh/python-llama" "$fresh/python-llama.json"
for head in language-model score; do
  npm exec -- node heed-folder.ts "$PWD/$fresh/heed-$head" "$head"
  "$python" torch/folders.py read "$fresh/heed-$head" "$fresh/heed-$head.json"
done
chmod -R u=rwX,go=rX "$fresh"
rm -rf recorded
mv "$fresh" recorded
du -sh recorded
