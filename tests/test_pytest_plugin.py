"""The plugin among others, under the options of pytest, and without pytest."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fclint.registry import load_rules
from fclint.testing import Client, Functions, Response
from inner_pytest import INDEX, make_project, passes

pytestmark = pytest.mark.slow

pytest_plugins = ("pytester",)

load_rules()  # what is imported here needn't be in each of the inner runs


@pytest.fixture(autouse=True)
def _project(pytester: pytest.Pytester) -> None:
    make_project(pytester)


def test_unittest_style(pytester: pytest.Pytester) -> None:
    passes(
        pytester,
        """
        import unittest
        import pytest

        class ShopTest(unittest.TestCase):
            @pytest.fixture(autouse=True)
            def _fc(self, fc):
                self.client = fc('index.handler')

            def test_it(self):
                self.assertEqual(self.client.get().status, 200)
                with self.assertRaisesRegex(AssertionError, 'FC302 on GET /none'):
                    self.client.get('/none')
        """,
    )


def test_without_pytest(tmp_path: Path) -> None:
    (tmp_path / "index.py").write_text(INDEX)
    script = (
        "import sys\n"
        "from fclint.testing import FindingsError, Functions\n"
        "with Functions() as fc:\n"
        "    print(fc('index.handler').get('/x').status)\n"
        "    try:\n"
        "        fc('index.handler').get('/none')\n"
        "    except FindingsError as error:\n"
        "        print([f.code for f in error.findings], error.response.status)\n"
        "print('pytest' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[1:] == ["200", "asked for /none", "['FC302'] 502", "False"]


def test_in_several_processes(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="""
        import pytest

        @pytest.mark.parametrize('number', range(6))
        def test_it(fc, number):
            assert fc('index.handler').get(f'/{number}').status == 200

        def test_failing(fc):
            fc('index.handler').get('/none')
        """
    )
    result = pytester.runpytest_subprocess("-n", "2")
    result.assert_outcomes(passed=6, failed=1)
    result.stdout.fnmatch_lines(["E*FC302 on GET /none: 502 Bad Gateway"])


def test_it_can_be_switched_off(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_it="def test_it(fc):\n    pass\n")
    result = pytester.runpytest_subprocess("-p", "no:fclint")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*fixture 'fc' not found*"])


def test_a_fixture_of_the_projects_own_goes_before_it(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("import pytest\n@pytest.fixture\ndef fc():\n    return 'mine'\n")
    passes(pytester, "def test_it(fc):\n    assert fc == 'mine'\n")


def test_a_run_without_the_fixture_imports_next_to_nothing(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="""
        import sys

        def test_it():
            own = {name for name in sys.modules if name.partition('.')[0] == 'fclint'}
            assert own == {'fclint', 'fclint.integrations', 'fclint.integrations.pytest_plugin'}
            assert not {'libcst', 'yaml', 'click', 'pathspec'} & set(sys.modules)
        """
    )
    # The coverage of fclint's own tests starts in processes by importing what it measures.
    result = pytester.runpytest_subprocess("-p", "no:xdist", "-p", "no:cov")
    result.assert_outcomes(passed=1)


def test_who_has_imported_fclint_before_pytest_is_not_warned(pytester: pytest.Pytester) -> None:
    """pytest rewrites the assertions of its plugins' packages, and warns where it is too late."""
    pytester.makeconftest(
        "import pytest\nimport fclint\npytest.register_assert_rewrite('fclint')\n"
    )
    passes(pytester, "def test_it(fc):\n    assert fc('index.handler').get().status == 200\n")


def test_coverage_of_the_code_under_test_is_measured(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="def test_it(fc):\n    assert fc('index.handler').get('/x').status == 200\n"
    )
    result = pytester.runpytest_subprocess("--cov=index", "--cov-report=term-missing")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["index.py * 12, 14, 16, 18*"])


def test_the_fixture_is_typed(fc: Functions) -> None:
    def handler(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [environ["wsgi.input"].read()]

    client: Client = fc(handler, target="fc2", allow={"FC301"})
    response: Response = client.post("/", json=[1], headers={"A": "b"}, query=[("a", 1)])
    status: int = response.status
    assert (status, response.text) == (200, "[1]")
    client.get("/", jsn=1)  # type: ignore[call-arg]
