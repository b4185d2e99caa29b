"""A second, independent implementation of the rules, to compare with."""

from .model import read_dir
from .rules import check

__all__ = ["check", "read_dir"]
