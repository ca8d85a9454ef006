"""Evaluation: systems run over annotated news, and what they get right. Not part of the package."""
