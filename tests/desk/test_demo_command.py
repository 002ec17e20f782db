"""The command that loads the demo, on an empty database."""

import pytest
from django.core.management import CommandError, call_command

from solidarity.people.models import Person

pytestmark = pytest.mark.django_db


def test_it_stays_out_of_production_unless_told(settings, capsys):
    settings.DEVELOPMENT = False

    with pytest.raises(CommandError, match="--anyway"):
        call_command("demo")
    assert not Person.objects.exists()

    call_command("demo", "--anyway")
    assert "33 networks" in capsys.readouterr().out
