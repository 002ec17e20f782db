"""What meetings hold: one module a noun."""

from meetings.models.meeting import Audience, Meeting

__all__ = ["Audience", "Meeting"]
