"""Asks the site with its production settings, and prints what it answered as one line of JSON."""

import json
import os
import re
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "solidarity.settings"


def main() -> None:
    """Ask for one of each kind."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(SERVER_NAME="example.org", raise_request_exception=False)
    page = client.get("/help/", secure=True)
    style = re.search(r'href="(/static/css/[^"]+)"', page.content.decode())
    assert style
    answers = {
        "page": page,
        "not there": client.get("/nothing/", secure=True),
        "style": client.get(style[1], secure=True),
        "sign-in": client.get("/account/login/", secure=True),
        "language": client.post("/language/", {"language": "es"}, secure=True),
        "healthz": client.get("/healthz", secure=True),
        "wrong host": client.get("/help/", secure=True, headers={"Host": "evil.example"}),
        "plain http": client.get("/help/"),
        "plain http to healthz": client.get("/healthz"),
    }
    print(json.dumps({kind: _plain(answer) for kind, answer in answers.items()}))


def _plain(answer: Any) -> dict[str, Any]:
    cookies = {
        name: {key: morsel[key] for key in ("secure", "httponly", "samesite", "path", "domain")}
        for name, morsel in answer.cookies.items()
    }
    return {"status": answer.status_code, "headers": dict(answer.headers), "cookies": cookies}


if __name__ == "__main__":
    main()
