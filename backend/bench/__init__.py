"""How fast the product is, as ratios to the limit probe measured beside it in the same run.

`python -m bench` (cwd backend) or `scripts/bench`; docs/performance.md explains the numbers.
"""
