from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"

    def ready(self) -> None:
        self._count()
        self._set_in_motion()

    def _count(self) -> None:
        """Rounds: opening, positions, counting."""

    def _set_in_motion(self) -> None:
        """What adopting a decision does: acts of networks, and of this app."""
        from decisions.carrying import belonging, customs, ruling
        from decisions.effects import set_in_motion

        for effect in (
            belonging.ADMIT, belonging.AFFILIATE, belonging.PART,
            ruling.STEWARD, ruling.SPOKE, ruling.WAYS, ruling.GIVE_BACK, customs.USUAL_METHOD,
        ):  # fmt: skip
            set_in_motion(effect)
