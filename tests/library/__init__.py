"""The whole library, taken away and brought back."""
