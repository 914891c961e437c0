"""Codes on things: labels to print, and what a scanned code stands for."""
