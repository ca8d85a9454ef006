"""Figures: what a prediction gets right, held against gold."""
