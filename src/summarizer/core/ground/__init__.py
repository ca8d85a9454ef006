"""From numbers and names to spans, and the checks that say what is supported."""
