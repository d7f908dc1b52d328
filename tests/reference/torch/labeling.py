"""Records Krippendorff's alpha of random tables (package krippendorff) and fits of Davidson's model (scipy)."""

import json
import sys
from pathlib import Path

import krippendorff
import numpy as np
from scipy.optimize import minimize

random = np.random.default_rng(7)


def alpha_case(number):
    labelers, units = random.integers(2, 7), random.integers(5, 40)
    truth = random.integers(1, 6, size=units)
    noise = random.integers(1, 6, size=(labelers, units))
    table = np.where(random.random((labelers, units)) < 0.6, truth, noise).astype(float)
    table[random.random((labelers, units)) < 0.3] = np.nan
    return {
        "table": [[None if np.isnan(value) else int(value) for value in row] for row in table],
        **{
            level: krippendorff.alpha(reliability_data=table, level_of_measurement=level)
            for level in ("nominal", "ordinal", "interval")
        },
    }


SCORE, TIE = 1.5, 1.5


def davidson_case(number):
    candidates = int(random.integers(2, 7))
    truth = random.normal(0, 1.5, candidates)
    comparisons = []
    for _ in range(int(random.integers(3, 40))):
        i, j = (int(one) for one in random.choice(candidates, 2, replace=False))
        odds = np.exp([(truth[i] - truth[j]) / 2, (truth[j] - truth[i]) / 2, -0.7])
        outcome = random.choice(3, p=odds / odds.sum())
        better, worse = (j, i) if outcome == 1 else (i, j)
        comparisons.append({"better": better, "worse": worse, "tie": bool(outcome == 2)})

    def loss(point):
        scores, tie = point[:-1], point[-1]
        total = (scores**2).sum() / (2 * SCORE**2) + tie**2 / (2 * TIE**2)
        for one in comparisons:
            half = (scores[one["better"]] - scores[one["worse"]]) / 2
            total += np.logaddexp.reduce([half, -half, tie]) - (tie if one["tie"] else half)
        return total

    top = minimize(loss, np.zeros(candidates + 1), method="BFGS", options={"gtol": 1e-9}).x
    size, step = candidates + 1, 1e-4
    unit = np.eye(size) * step
    hessian = np.array(
        [
            [
                (loss(top + a + b) - loss(top + a - b) - loss(top - a + b) + loss(top - a - b)) / (4 * step**2)
                for b in unit
            ]
            for a in unit
        ]
    )
    center = np.eye(candidates) - 1 / candidates
    covariance = center @ np.linalg.inv(hessian)[:candidates, :candidates] @ center
    return {
        "candidates": candidates,
        "comparisons": comparisons,
        "mean": top[:-1].tolist(),
        "covariance": covariance.tolist(),
    }


folder = Path(sys.argv[1])
values = {"alpha": [alpha_case(n) for n in range(20)], "davidson": [davidson_case(n) for n in range(12)]}
(folder / "labeling.json").write_text(json.dumps(values) + "\n")
