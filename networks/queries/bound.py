"""What holds for one network in a body that has not consented to what came after."""

from typing import Any

from networks.models import KeptSetting, Network


def kept_by(body: Network, network: Network) -> dict[str, Any]:
    """What `network` keeps in `body`, by the name of the setting: usually nothing. One query."""
    held = KeptSetting.objects.filter(body=body, network=network)
    return dict(held.values_list("setting", "value"))


def keepers_of(body: Network, setting: str) -> dict[int, Any]:
    """Which networks keep another value of this setting in `body`, by their key. One query."""
    held = KeptSetting.objects.filter(body=body, setting=setting)
    return dict(held.values_list("network", "value"))


def spoke_months(body: Network, member: Network) -> int:
    """How long who speaks for `member` in `body` does so, in months. One query.

    As long as its own stewards look after it, where the body says nothing.
    """
    months = kept_by(body, member).get("spoke_months", body.spoke_months)
    return int(months or member.term_months)
