"""The command line's own room: the library's commands."""
