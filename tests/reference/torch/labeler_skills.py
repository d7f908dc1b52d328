"""Records what crowd-kit and scipy find in comparisons with planted skills and position biases.

crowd-kit's NoisyBradleyTerry (Bugakova et al. 2019) is a mixture: a labeler follows Bradley and Terry's model with
chance expit(gamma), and otherwise takes the left one with chance expit(q), whatever is shown. The joint model of scores
here lets skill and bias act on the log-odds instead. They therefore agree on orders, not on numbers.

crowd-kit 1.4.2 writes the gradients of q and gamma one place too low and keeps that of a labeler's last comparison
only, so its own search ends far below the top of its own likelihood. Recorded are both: what `fit` returns, and the top
of `_compute_log_likelihood`, found by scipy from differences.

The top of the additive model's own likelihood, without priors and with ties, is found by scipy too: numbers to compare.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from crowdkit.aggregation import NoisyBradleyTerry
from scipy.optimize import minimize
from scipy.special import expit, logit

random = np.random.default_rng(11)
LABELERS, CANDIDATES, EACH = 10, 16, 120


def plant(kind):
    """Comparisons as (labeler, left, right, verdict): 1 the left one, -1 the right one, 0 a tie."""
    scores = random.normal(0, 1.5, CANDIDATES)
    skills = np.linspace(0.35, 0.95, LABELERS) if kind == "mixture" else np.linspace(-0.9, 0.9, LABELERS)
    biases = random.permutation(np.linspace(-1.5, 1.5, LABELERS))
    comparisons = []
    for labeler in range(LABELERS):
        for _ in range(EACH):
            left, right = (int(one) for one in random.choice(CANDIDATES, 2, replace=False))
            lead, bias = scores[left] - scores[right], biases[labeler]
            if kind == "mixture":
                follows = random.random() < skills[labeler]
                chance = expit(lead) if follows else expit(bias)
                verdict = 1 if random.random() < chance else -1
            else:
                advantage = np.exp(skills[labeler]) * lead + bias
                odds = np.exp([advantage / 2, -advantage / 2, -0.3 if kind == "ties" else -np.inf])
                verdict = int(random.choice([1, -1, 0], p=odds / odds.sum()))
            comparisons.append([labeler, left, right, verdict])
    return {"scores": scores, "skills": skills, "biases": biases}, comparisons


def crowd_kit(comparisons):
    rows = [[who, left, right, left if verdict == 1 else right] for who, left, right, verdict in comparisons]
    table = pd.DataFrame(rows, columns=["worker", "left", "right", "label"])
    fitted = NoisyBradleyTerry(n_iter=1000, tol=1e-9).fit(table)
    fit = {
        "scores": logit(fitted.scores_.sort_index()),
        "skills": fitted.skills_.sort_index(),
        "biases": fitted.biases_.sort_index(),
    }
    # its first variable is a score that regularization pulls towards, and is held at 0 here
    pairs, workers = table[["left", "right", "label"]].to_numpy() + 1, table.worker.to_numpy()

    def loss(point):
        point = np.r_[0, point]
        return NoisyBradleyTerry._compute_log_likelihood(point, pairs, workers, CANDIDATES, LABELERS, 0.0)

    size = CANDIDATES + 2 * LABELERS
    starts = [random.normal(0, 0.5, size) + np.r_[np.zeros(size - LABELERS), np.ones(LABELERS)] for _ in range(3)]
    options = {"maxiter": 3000, "maxfun": 10**6}
    tops = [minimize(loss, one, method="L-BFGS-B", bounds=[(-8, 8)] * size, options=options) for one in starts]
    top = min(tops, key=lambda one: one.fun).x
    parts = np.split(top, [CANDIDATES, CANDIDATES + LABELERS])
    best = {"scores": parts[0], "biases": expit(parts[1]), "skills": expit(parts[2])}
    at_fit = np.r_[fit["scores"], logit(fit["biases"]), logit(fit["skills"])]
    return {"fit": fit, "top": best, "belowTop": loss(at_fit) - loss(top)}


def additive_top(comparisons):
    """Most likely scores, log-skills of mean 0, biases and log of the tie parameter, without priors."""
    who, left, right, verdict = (np.array(column) for column in zip(*comparisons))

    def parts(point):
        scores, skills, biases, tie = np.split(point, np.cumsum([CANDIDATES, LABELERS, LABELERS]))
        return scores - scores.mean(), skills - skills.mean(), biases, tie[0]

    def loss(point):
        scores, skills, biases, tie = parts(point)
        half = (np.exp(skills[who]) * (scores[left] - scores[right]) + biases[who]) / 2
        total = np.logaddexp.reduce([half, -half, np.full_like(half, tie)])
        # what nothing tells of is held still
        return -np.where(verdict == 0, tie, verdict * half).sum() + total.sum() + point[: CANDIDATES + LABELERS].sum() ** 2

    start = np.zeros(CANDIDATES + 2 * LABELERS + 1)
    top = minimize(loss, start, method="BFGS", options={"gtol": 1e-4, "maxiter": 2000}).x
    scores, skills, biases, tie = parts(top)
    return {"scores": scores, "skills": skills, "biases": biases, "logTie": tie}


def plain(value):
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [round(float(one), 6) for one in value] if np.ndim(value) else round(float(value), 6)


def case(kind):
    planted, comparisons = plant(kind)
    found = {"additive": additive_top(comparisons)} if kind == "ties" else {"crowdKit": crowd_kit(comparisons)}
    return {"comparisons": comparisons, "planted": plain(planted), **plain(found)}


values = {kind: case(kind) for kind in ("mixture", "additive", "ties")}
(Path(sys.argv[1]) / "labeler-skills.json").write_text(json.dumps(values, separators=(",", ":")) + "\n")
