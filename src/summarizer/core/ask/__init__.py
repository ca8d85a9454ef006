"""From an article to requests: windows, prompts, and the form of the answers."""
