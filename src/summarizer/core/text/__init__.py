"""What code finds in an article: sentences, quotations, names, attribution tags."""
