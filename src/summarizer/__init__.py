"""Turn a news article into a validated, grounded record."""
