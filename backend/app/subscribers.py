"""Imports whatever registers jobs and subscribers, for the worker and whoever enqueues."""
