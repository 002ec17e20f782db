"""Commands as somebody types them who has set nothing."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def managed(*words):
    command = [sys.executable, "manage.py", *words]
    bare = {"PATH": os.environ["PATH"]}
    return subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, text=True, check=False)


def test_answers_are_scored_without_an_installation(tmp_path):
    table = tmp_path / "answers.csv"
    table.write_text("id,q1,q2\nana,2,5\n", encoding="utf-8")

    done = managed("score_survey", str(table), "--instrument", "pvq21", "--json")

    assert done.returncode == 0, done.stderr
    assert '"id": "ana"' in done.stdout


def test_what_needs_an_installation_says_what_is_missing_without_a_trace():
    done = managed("migrate")

    assert done.returncode == 1
    assert "SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr
