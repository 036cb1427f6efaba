"""A full disk and one that nobody may write to: told clearly, and nothing lost."""

from __future__ import annotations

from pathlib import Path

from tests.mounts import needs_mounts, run_apart


@needs_mounts
def test_a_full_disk_is_told_and_got_over(tmp_path: Path) -> None:
    """On a full disk reading goes on, writing says why; with room again the same shelf works."""
    run = run_apart("tests.store.child_full", tmp_path / "disk")

    assert run.returncode == 0, run.stderr
    assert run.stdout.endswith("sound\n")


@needs_mounts
def test_a_read_only_disk_is_read_and_told(tmp_path: Path) -> None:
    """Where nobody may write, open and newly opened shelves read, and every write says why."""
    run = run_apart("tests.store.child_read_only", tmp_path)

    assert run.returncode == 0, run.stderr
    assert run.stdout == "sound\n"
