"""`python -m tests.roles` writes the role table anew; what changed is then reviewed as a diff."""

import os
import sys
from pathlib import Path

import pytest

os.environ["WRITE_ROLE_TABLE"] = "1"
test = Path(__file__).with_name("test_table.py")
name = "test_each_role_gets_what_the_table_says_and_a_404_tells_nothing"
sys.exit(pytest.main([f"{test}::{name}", "-q", "-p", "no:xdist"]))
