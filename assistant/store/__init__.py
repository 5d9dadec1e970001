"""Cases, notes, turns and judgements in one SQLite file that survives restarts."""

from assistant.store.rows import CaseCount, Store

__all__ = ["CaseCount", "Store"]
