"""Pieces of an item with numbers of their own: the seventh of eighteen spotlights."""
