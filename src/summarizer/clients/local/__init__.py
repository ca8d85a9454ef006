"""The embedded model: its file (`store`, `fetch`) and its engine (`engine`, `serve`)."""
