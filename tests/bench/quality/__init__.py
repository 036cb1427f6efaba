"""How good Nutgraf is, measured on pages with gold: `python -m tests.bench.quality --help`."""
