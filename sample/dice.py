"""Chance that falls alike on every Python: built on `Random.random()` alone.

The standard library promises the sequence of `random()` for an integer seed, and of no other method. Weights
are integers, because the sum of floats is rounded differently since Python 3.12.
"""

from random import Random

SEED = 20200529


class Dice:
    """One stream of chance; streams with different numbers do not disturb one another."""

    def __init__(self, stream):
        self._random = Random(SEED * 100 + stream).random

    def below(self, limit):
        """Return an integer from 0 to limit - 1."""
        return int(self._random() * limit)

    def between(self, low, high):
        """Return an integer from low to high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent):
        """Return True in `percent` of a hundred throws."""
        return self.below(100) < percent

    def pick(self, things):
        """Return one of a sequence."""
        return things[self.below(len(things))]

    def weighted(self, weights):
        """Return one key of {key: integer weight}, in proportion to its weight."""
        point = self.below(sum(weights.values()))
        for key, weight in weights.items():
            point -= weight
            if point < 0:
                return key
        raise ValueError("no weight is above zero")

    def several(self, weights, number):
        """Return up to `number` different keys of {key: integer weight}."""
        left = {key: weight for key, weight in weights.items() if weight > 0}
        chosen = []
        while left and len(chosen) < number:
            key = self.weighted(left)
            chosen.append(key)
            del left[key]
        return chosen

    def shuffled(self, things):
        """Return a list of the same things in another order (Fisher and Yates)."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order
