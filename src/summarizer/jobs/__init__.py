"""Questions sent as jobs of a provider's batch: packed, sent, fetched, and replayed."""
