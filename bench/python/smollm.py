"""Compares logits and greedy answers of our side with those of `transformers` on the same folder."""

import numpy
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from gate import say


def run(job: dict) -> None:
    model = AutoModelForCausalLM.from_pretrained(job["languageModel"], dtype=torch.float32).eval()
    tokenizer = AutoTokenizer.from_pretrained(job["languageModel"])
    ours = torch.from_numpy(numpy.fromfile(job["file"], dtype=numpy.float32)).view(*job["shape"])
    worst, rows = 0.0, []
    with torch.inference_mode():
        for row, (question, answer) in enumerate(zip(job["questions"], job["answers"], strict=True)):
            messages = [{"role": "user", "content": question}]
            ids = tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_tensors="pt", return_dict=True)["input_ids"]
            length = ids.shape[1]
            same_prompt = ids[0].tolist() == answer["prompt"]
            if same_prompt:
                worst = max(worst, float((model(ids).logits[0] - ours[row, :length]).abs().max()))
            out = model.generate(
                input_ids=ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=job["newTokens"]
            )[0, length:].tolist()
            written = tokenizer.decode(out, skip_special_tokens=True)
            rows.append(
                {
                    "samePrompt": same_prompt,
                    "sameTokens": out == answer["tokens"],
                    "sameText": written == answer["text"],
                    "text": written,
                    "tokens": len(out),
                }
            )
    say(type="check", logitDifference=worst, answers=rows)
