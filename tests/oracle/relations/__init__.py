"""What must hold between the reports of two sets, one made from the other.

Each module has transform(...), which makes the other set, and check(rng,
files, when): None, or the Difference that there should not be.
"""
