"""Noticing: a reflective-practice companion for people who redesign public services."""

__version__ = "0.1.0"
