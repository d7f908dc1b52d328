"""Records sentence BLEU (package sacrebleu) and ROUGE (package rouge-score) of random texts, split at spaces."""

import json
import logging
import sys
from pathlib import Path

import numpy as np
from rouge_score.rouge_scorer import RougeScorer
from sacrebleu.metrics import BLEU

# The advice to shorten BLEU for short texts is not taken: the smoothing is for them.
logging.getLogger("sacrebleu").setLevel(logging.ERROR)

random = np.random.default_rng(11)
WORDS = "the a cat dog sat ran on under mat rain 今 天 下 雨 带 伞".split()


class Spaces:
    """The texts are written as units with spaces between them."""

    def tokenize(self, text):
        return text.split()


bleu = BLEU(tokenize="none", smooth_method="add-k", smooth_value=1, effective_order=False)
rouge = RougeScorer(["rouge1", "rouge2", "rougeL"], tokenizer=Spaces())


def sentence(start=()):
    words = list(start)[: int(random.integers(0, 12))]
    return words + list(random.choice(WORDS, int(random.integers(1, 10))))


def case():
    first = sentence()
    references = [" ".join(one) for one in [first] + [sentence() for _ in range(int(random.integers(0, 3)))]]
    answer = " ".join(sentence(first))
    best = rouge.score_multi(references, answer)
    return {
        "answer": answer,
        "references": references,
        "bleu": bleu.sentence_score(answer, references).score / 100,
        **{name: best[name].fmeasure for name in ("rouge1", "rouge2", "rougeL")},
    }


values = [case() for _ in range(60)]
(Path(sys.argv[1]) / "text-metrics.json").write_text(json.dumps(values, ensure_ascii=False) + "\n")
