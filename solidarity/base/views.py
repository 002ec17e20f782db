"""What a load balancer asks (is it alive, is it ready), and the answer when something broke."""

import sys
from collections.abc import Callable

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

HURRIED = {"socket_timeout": 1, "socket_connect_timeout": 1}
RETRY_AFTER = 5  # seconds


def failed(request: HttpRequest) -> HttpResponse:
    """What nobody caught: a 503 and back soon when the database is away, else a 500.

    As Django's handler of all errors it sees those of middleware too, and what it answers still
    gets its headers. Its pages ask the database nothing.
    """
    if _is_away(sys.exception()):
        return _come_back()
    return HttpResponse(render_to_string("500.html"), status=500)


def misread(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A 400; or a 503, since Django takes a session that it could not save for a wrong request."""
    if _is_away(exception):
        return _come_back()
    return HttpResponse(render_to_string("400.html"), status=400)


def _is_away(error: BaseException | None) -> bool:
    """Whether the database broke off, here or below what it led to."""
    while error is not None:
        # A line that is cut in the middle of an answer is an error of no particular kind.
        if isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError:
            return True
        error = error.__cause__ or error.__context__
    return False


def _come_back() -> HttpResponse:
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: answers without touching anything."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@require_safe
@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """Ready: 200 when the database and its tables are there; the broker may be away meanwhile.

    {"state": "ready" | "degraded" | "down", "database": …, "migrations": …, "broker": …},
    each "ok", "away" or, for migrations, "waiting".
    """
    parts = {
        "database": _state(_ask_database),
        "migrations": _state(_ask_migrations),
        "broker": _state(_ask_broker),
    }
    down = parts["database"] != "ok" or parts["migrations"] != "ok"
    state = "down" if down else "ready" if parts["broker"] == "ok" else "degraded"
    return JsonResponse({"state": state, **parts}, status=503 if down else 200)


def _state(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except Exception:  # noqa: BLE001 whatever it is, the answer is that it is away
        return "away"


def _ask_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _ask_migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "waiting" if waiting else "ok"


def _ask_broker() -> str:
    with current_app.connection_for_write(transport_options=HURRIED) as broker:
        broker.ensure_connection(max_retries=0)
    return "ok"
