"""Writes trust-vectors.json: what numpy, scipy and scikit-image say of a small pair.

Standard errors come from the residuals themselves, (I - H_bb)^(-1/2) e_b block by block; the F test from an ordinary
least-squares fit to each tile. Run with a Python that has numpy, scipy and skimage:

    python3 src/test/python/trust_vectors.py src/test/resources/io/github/kernelj/learn/trust-vectors.json
"""

import json
import sys

import numpy as np
import scipy
import skimage
from numpy.lib.stride_tricks import sliding_window_view
from scipy import stats
from skimage.metrics import structural_similarity

WIDTH, HEIGHT, KERNEL, BLOCKS = 41, 38, 3, 6
rng = np.random.default_rng(20260101)
image = rng.integers(0, 200, (HEIGHT, WIDTH)).astype(float)
image[:, 1:] = np.round((image[:, 1:] + 2 * image[:, :-1]) / 3)
windows = sliding_window_view(image, (KERNEL, KERNEL))
rows, columns = windows.shape[:2]
truth = np.array([[1, 2, -1], [0, 3, 1], [2, -2, 1]]) / 4
target = np.round(np.einsum("yxij,ij->yx", windows, truth) + 5 + rng.normal(0, 6, (rows, columns)))

design = np.concatenate([windows.reshape(rows, columns, -1), np.ones((rows, columns, 1))], axis=2)
y_starts = [i * rows // BLOCKS for i in range(BLOCKS + 1)]
x_starts = [i * columns // BLOCKS for i in range(BLOCKS + 1)]


def rows_of(y, x):
    part = np.s_[y_starts[y] : y_starts[y + 1], x_starts[x] : x_starts[x + 1]]
    return design[part].reshape(-1, design.shape[2]), target[part].ravel()


blocks = [rows_of(y, x) for y in range(BLOCKS) for x in range(BLOCKS)]
everything = np.concatenate([p for p, _ in blocks])
answers = np.concatenate([t for _, t in blocks])
inverse = np.linalg.inv(everything.T @ everything)
solution = inverse @ everything.T @ answers
meat = 0
for p, t in blocks:
    values, vectors = np.linalg.eigh(np.eye(len(t)) - p @ inverse @ p.T)
    score = p.T @ (vectors * values**-0.5) @ vectors.T @ (t - p @ solution)
    meat = meat + np.outer(score, score)
robust = np.sqrt(np.diag(inverse @ meat @ inverse))
residual = answers - everything @ solution
ordinary = np.sqrt(np.diag(inverse) * (residual @ residual) / (len(answers) - len(solution)))


def squares(tiles, shared):
    """Residual squares with a bias for each tile, and weights for each or shared by all."""
    total, parts, wanted = 0.0, [], []
    for tile in tiles:
        p = np.concatenate([blocks[b][0][:, :-1] for b in tile])
        t = np.concatenate([blocks[b][1] for b in tile])
        parts.append(p - p.mean(0))
        wanted.append(t - t.mean())
    if shared:
        parts, wanted = [np.concatenate(parts)], [np.concatenate(wanted)]
    for p, t in zip(parts, wanted):
        w = np.linalg.lstsq(p, t, rcond=None)[0]
        total += ((t - p @ w) ** 2).sum()
    return total


half = BLOCKS // 2
sides = [
    [y * BLOCKS + x for y in range(BLOCKS) for x in range(BLOCKS) if (y >= half, x >= half) == side]
    for side in [(False, False), (False, True), (True, False), (True, True)]
]
own, shared = squares(sides, False), squares(sides, True)
taps = KERNEL * KERNEL
numerator, denominator = 3 * taps, len(answers) - 4 * (taps + 1)
f = (shared - own) / numerator / (own / denominator)

under = image[1:-1, 1:-1]
ssim = structural_similarity(
    under, target, data_range=255, gaussian_weights=True, sigma=1.5, use_sample_covariance=False, full=True
)[1]
tails = [[f0, a, b, stats.f.sf(f0, a, b)] for f0, a, b in
         [(1, 1, 35), (4.1, 1, 35), (0.3, 7.5, 120), (2.2, 27, 1400.5), (1.05, 75, 220), (30, 3, 9), (1e-3, 2, 5)]]
json.dump(
    {
        "made by": f"trust_vectors.py, numpy {np.__version__}, scipy {scipy.__version__}, skimage {skimage.__version__}",
        "width": WIDTH, "height": HEIGHT, "kernel": KERNEL, "blocks": BLOCKS,
        "image": image.astype(int).ravel().tolist(), "target": target.astype(int).ravel().tolist(),
        "solution": solution.tolist(), "robust": robust.tolist(), "ordinary": ordinary.tolist(),
        "sidesF": f, "sidesP": stats.f.sf(f, numerator, denominator),
        "ssim": ssim[5:-5, 5:-5].ravel().tolist(), "tails": tails,
    },
    open(sys.argv[1], "w"),
)
