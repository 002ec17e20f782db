"""Our addresses, and beside them the two floors that every page is measured against."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from networks.models import Network, Visibility
from solidarity.urls import urlpatterns as ours

ROWS = 20
PLAIN = engines["django"].from_string(
    """{% extends "base.html" %}
{% block title %}Plain{% endblock %}
{% block main %}
<h1>Plain</h1>
<ul>
  {% for network in networks %}
  <li>
    <a href="{% url 'networks:about' network.slug %}">{{ network.name }}</a> {{ network.summary }}
  </li>
  {% endfor %}
</ul>
{% endblock %}"""
)  # fmt: skip


@login_not_required
def empty_view(request: HttpRequest) -> HttpResponse:
    """Nothing but the middleware."""
    return HttpResponse("")


@login_not_required
def plain_page(request: HttpRequest) -> HttpResponse:
    """One indexed query, twenty rows through a template."""
    public = Network.objects.filter(visibility=Visibility.PUBLIC).order_by("-pk")
    networks = public.only("slug", "name", "summary")[:ROWS]
    return HttpResponse(PLAIN.render({"networks": networks}, request))


urlpatterns = [path("floor/empty/", empty_view), path("floor/plain/", plain_page), *ours]
