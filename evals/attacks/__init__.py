"""Instructions planted in gold stories, and what comes of them."""
