"""Functions on a Summary: how it looks elsewhere."""
