import numpy as np

from benchmarks.fitting import Example, chance_weights, choice_weights

RANDOM = np.random.default_rng(1)


def test_choices_made_by_known_weights_are_learnt():
    wanted = np.asarray([2.0, -1.0, 0.0])
    examples = []
    for _ in range(600):
        rows = RANDOM.normal(size=(8, 3))
        chosen = np.argmax(rows @ wanted + RANDOM.gumbel(size=8))
        examples.append(Example(rows, np.arange(8) == chosen))
    assert np.allclose(wanted, choice_weights([examples], 1e-6), atol=0.3)


def test_chances_of_known_weights_are_learnt():
    wanted = np.asarray([-0.5, 1.5])
    rows = np.column_stack([np.ones(5000), RANDOM.normal(size=5000)])
    right = RANDOM.random(5000) < 1 / (1 + np.exp(-(rows @ wanted)))
    assert np.allclose(wanted, chance_weights([Example(rows, right)], 1e-6), atol=0.2)
