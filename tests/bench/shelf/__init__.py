"""The shelf's bench: a library of made-up readings, filled, searched and timed."""
