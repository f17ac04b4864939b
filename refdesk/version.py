"""Which RefDesk this is."""

VERSION = "0.5.0"
"""The same as in pyproject.toml and on top of CHANGELOG.md: a test compares them. The built program has neither."""
