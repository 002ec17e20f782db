"""What the compose file and the image promise, as far as one can read it without an engine."""

import re

import pytest
import yaml

from tests.servers import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES = COMPOSE["services"]
OURS = ("web", "worker", "beat", "migrate")
IMAGE = (ROOT / "Dockerfile").read_text("utf-8")


def test_there_is_each_service_of_an_installation():
    assert set(SERVICES) == {"postgres", "valkey", *OURS}
    assert "pgvector" in SERVICES["postgres"]["image"]


@pytest.mark.parametrize("name", ["postgres", "valkey", "worker", "beat"])
def test_what_runs_on_says_whether_it_is_well(name):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_the_web_is_asked_at_its_own_address():
    assert re.search(r"(?m)^HEALTHCHECK .*\n? *CMD .*healthz", IMAGE.replace("\\\n", ""))
    assert "healthcheck" not in SERVICES["web"]


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_nothing_starts_before_the_database_is_migrated(name):
    waits = SERVICES[name]["depends_on"]

    assert waits["migrate"]["condition"] == "service_completed_successfully"
    assert waits["postgres"]["condition"] == "service_healthy"


@pytest.mark.parametrize("name", OURS)
def test_ours_run_as_nobody_in_particular_and_write_nowhere(name):
    assert SERVICES[name]["read_only"] is True
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]
    users = re.findall(r"(?m)^USER (\S+)", IMAGE)
    assert users
    assert users[-1] not in {"root", "0"}


def test_only_the_web_has_a_port_and_on_this_machine_alone():
    ports = {name: each["ports"] for name, each in SERVICES.items() if "ports" in each}

    assert list(ports) == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in ports["web"])


def test_all_that_has_to_be_set_stands_in_the_example():
    source = (ROOT / "docker-compose.yml").read_text("utf-8")
    wanted = set(re.findall(r"\$\{(\w+):\?", source))
    said = set(re.findall(r"(?m)^#? ?(\w+)=", (ROOT / ".env.example").read_text("utf-8")))

    assert wanted
    assert wanted - said == set()
