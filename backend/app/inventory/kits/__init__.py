"""Kits: things with contents that travel as one, cases inside crates included."""
