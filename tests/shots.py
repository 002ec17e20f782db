"""Pictures of every page: `python -m tests.shots [FOLDER] [--only NAME] [--dress NAME]`.

`networks.amina.320-dark-en.png` shows the directory as Amina sees it, 320 pixels wide, in the
dark, in English.
"""

import argparse
import itertools
import sys
import time
from pathlib import Path

from playwright.sync_api import Error

from tests.browsing import Dress, a_browser, a_visit
from tests.servers import ROOT, lend

DRESSES = (
    Dress(320),
    Dress(768),
    Dress(1280),
    Dress(320, "dark"),
    Dress(1280, "dark"),
    Dress(320, language="ar"),
    Dress(1280, language="ar"),
)


def main() -> int:
    """Take the pictures that were asked for; returns how many pages did not open."""
    asked = _asked()
    lend()
    from tests.conftest import find_chromium
    from tests.stack import running_stack
    from tests.tour import ENVIRONMENT, prepare
    from tests.tour_stop import Stop

    def take(stop: Stop, dress: Dress, where: Path) -> None:
        with a_visit(browser, stack, dress, who=stop.who) as visit:
            try:
                stop.open(visit)
            finally:
                visit.page.screenshot(path=where, full_page=True, animations="disabled")

    began, failed = time.monotonic(), 0
    asked.folder.mkdir(parents=True, exist_ok=True)
    with running_stack(environment=ENVIRONMENT) as stack, a_browser(find_chromium()) as browser:
        stops = [stop for stop in prepare(stack) if any(o in str(stop) for o in asked.only)]
        dresses = [dress for dress in DRESSES if any(o in str(dress) for o in asked.dress)]
        for stop, dress in itertools.product(stops, dresses):
            name = f"{stop}.{dress}.png"
            try:
                take(stop, dress, asked.folder / name)
            except (AssertionError, Error) as error:
                failed += 1
                print(f"  not as it should be: {name}: {error}")
    taken, seconds = len(stops) * len(dresses), time.monotonic() - began
    print(f"{taken} pictures in {asked.folder}, {seconds:.0f} seconds")
    return failed


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.shots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / ".local" / "shots")
    parser.add_argument("--only", nargs="*", default=[""], help="parts of the names of pages")
    parser.add_argument("--dress", nargs="*", default=[""], help="parts of 320-light-en and such")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(min(main(), 1))
