"""Every page, in every dress: axe-core, no scrolling sideways, large letters."""

import pytest

from tests.browsing import (
    Dress,
    a_visit,
    checked,
    enlarge_text,
    scrolls_sideways,
    withhold_scripts,
)
from tests.tour import ALL_STOPS

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
HEIGHT = 800
NARROW, WIDE = 320, 1280


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", [str(stop) for stop in ALL_STOPS])
def test_everybody_can_use(name, language, scripts, browser, stack, stops):
    stop = stops[name]
    dress = Dress(NARROW, language=language)
    found = []
    with a_visit(browser, stack, dress, who=stop.who) as visit:
        if not scripts:
            withhold_scripts(visit)
        stop.open(visit)
        page = visit.page
        for width in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found += [f"{width} sideways: {each}" for each in scrolls_sideways(page)]
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                found += [f"{width} {scheme} {each}" for each in checked(page)]
        enlarge_text(page, 200)
        found += [f"{WIDE}, text of 200 %: {each}" for each in scrolls_sideways(page)]
        found += visit.complaints
    assert not found, "\n".join(sorted(set(found)))
