"""The whole house on one machine: PostgreSQL, Valkey, the worker and the API started, watched and
stopped together.
"""
