"""Every bound, in one place; those on bytes and tags are over six times the worst real page."""

from __future__ import annotations

from typing import Final

PAGE_BYTES: Final = 10_000_000
TAGS: Final = 40_000
TABLES: Final = 500
ATTRIBUTES_PER_TAG: Final = 1_000
TEXT_NODE_CHARS: Final = 5_000_000
FRAME_CHARS: Final = 2_000_000
FRAME_DEPTH: Final = 2
JSON_LD_CHARS: Final = 1024 * 1024
PRELOADED_CHARS: Final = 4_000_000
PRELOADED_DEPTH: Final = 60
PRELOADED_VALUES: Final = 200_000

SENTENCES: Final = 3_000
SENTENCE_CHARS: Final = 2_000
GRAPH_SENTENCES: Final = 150
CLASSIC_SENTENCE_WORDS: Final = 400

WALL_SECONDS: Final = 6.0
WORKER_BYTES: Final = 700_000_000
WORKER_TASKS: Final = 500
WORKERS: Final = 2
WAITING_PAGES: Final = 12
SPARE_THREADS: Final = 4

HEADER_BYTES: Final = 16_384
JSON_OVERHEAD_BYTES: Final = 2_000_000
CONNECTIONS: Final = 1_000
IDLE_SECONDS: Final = 15
RECENT_READINGS: Final = 64

PAIRING_SECONDS: Final = 600
PAIRING_TRIES: Final = 5
