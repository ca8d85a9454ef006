"""From grounded pieces to the record: sources, links, status, the summary."""
