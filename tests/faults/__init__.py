"""What may go wrong between us and a provider: one table, which is tested, and printed as docs."""
