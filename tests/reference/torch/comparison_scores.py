"""Records Bradley-Terry scores of pairs and Plackett-Luce scores of rankings (package choix)."""

import json
import sys
from pathlib import Path

import choix
import numpy as np

random = np.random.default_rng(11)


def draw_ranking(truth, size):
    rivals = random.choice(len(truth), size, replace=False)
    return [int(one) for one in sorted(rivals, key=lambda one: -(truth[one] + random.gumbel()))]


def case(size):
    candidates = int(random.integers(size, 9))
    truth = random.normal(0, 0.8, candidates)
    rankings = [draw_ranking(truth, size) for _ in range(candidates * 8)]
    # one cycle makes every candidate win and lose, so that the likelihood has a top
    cycle = [[(start + step) % candidates for step in range(size)] for start in range(candidates)]
    rankings += cycle
    fit = choix.ilsr_pairwise if size == 2 else choix.ilsr_rankings
    scores = fit(candidates, rankings, alpha=0, max_iter=10_000, tol=1e-10)
    return {"candidates": candidates, "rankings": rankings, "scores": (scores - scores.mean()).tolist()}


values = {"pairs": [case(2) for _ in range(8)], "rankings": [case(4) for _ in range(8)]}
(Path(sys.argv[1]) / "comparison-scores.json").write_text(json.dumps(values) + "\n")
