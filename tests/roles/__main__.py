"""`python -m tests.roles` writes the role table anew; what changed is then reviewed as a diff."""

import os
import sys
from pathlib import Path

import pytest

os.environ["WRITE_ROLE_TABLE"] = "1"
test = Path(__file__).with_name("test_table.py")
sys.exit(pytest.main([f"{test}::test_each_role_gets_what_the_table_says", "-q", "-p", "no:xdist"]))
