"""Whether a pressed sentence lights the same sentence in the live page."""
