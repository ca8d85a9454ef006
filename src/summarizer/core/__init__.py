"""The pure core: text → ask → ground → record. No I/O, no clock, no randomness, no asyncio."""
