"""A decision as a file that anybody can write by hand: read, checked, and made into a Question.

The format is described in docs/recount.md and docs/recount.schema.json. Plain Python, no database.
"""

from decisions.records.fields import BadRecord
from decisions.records.reading import FORMAT, Record, Words, read

__all__ = ["FORMAT", "BadRecord", "Record", "Words", "read"]
