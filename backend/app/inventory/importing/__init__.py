"""Spreadsheet import: reading and understanding a file is pure, storing it is the service's."""
