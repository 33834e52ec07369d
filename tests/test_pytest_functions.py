"""The fixture ``fc``: where functions run and what is around them; in real inner runs of pytest."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fclint.registry import load_rules
from inner_pytest import INDEX, fails, make_project, passes

pytest_plugins = ("pytester",)

load_rules()  # what is imported here needn't be in each of the inner runs


@pytest.fixture(autouse=True)
def _project(pytester: pytest.Pytester) -> None:
    make_project(pytester)


def test_what_a_test_replaces_is_replaced(pytester: pytest.Pytester) -> None:
    passes(
        pytester,
        """
        import index

        def test_imported_before(fc, monkeypatch):
            monkeypatch.setattr(index, 'db', 'a fake')
            assert fc('index.handler').get().text.endswith('|a fake')

        def test_imported_afterwards(fc, monkeypatch):
            client = fc('index.handler')
            monkeypatch.setattr('index.db', 'another')
            assert client.get().text.endswith('|another')

        def test_and_is_what_it_was(fc):
            assert fc('index.handler').get().text.endswith('|the real one')
        """,
    )


def test_surroundings_are_those_of_the_runtime_while_the_handler_runs(
    pytester: pytest.Pytester,
) -> None:
    code = pytester.mkdir("code")
    (code / "main.py").write_text(
        "import os, sys\n"
        "seen = [(os.getcwd(), sys.path[0], os.environ['FC_FUNC_CODE_PATH'])]\n"
        "import helper\n"
        "def handler(environ, start_response):\n"
        "    import late\n"
        "    seen.append((os.getcwd(), sys.path[0], environ['FC_FUNC_CODE_PATH']))\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    told = [os.environ.get(n, '-') + '/' + environ.get(n, '-') for n in\n"
        "            ('FC_MINE', 'MINE', 'GIVEN', 'HTTP_PROXY')]\n"
        "    return [' '.join(told).encode()]\n"
    )
    (code / "helper.py").write_text("")
    (code / "late.py").write_text("")
    passes(
        pytester,
        """
        import os, sys

        def test_it(fc, monkeypatch):
            monkeypatch.setenv('FC_MINE', '1')
            monkeypatch.setenv('MINE', '2')
            monkeypatch.setenv('HTTP_PROXY', '4')
            before = (os.getcwd(), list(sys.path), dict(os.environ))
            response = fc('main.handler', root='code', env={'GIVEN': '3'}).get()
            assert (os.getcwd(), sys.path, dict(os.environ)) == before
            assert response.text == '-/- 2/2 3/3 4/-'
            import main
            assert main.seen == [(os.path.abspath('code'),) * 3] * 2
        """,
    )


def test_functions_in_several_folders_keep_their_modules_apart(pytester: pytest.Pytester) -> None:
    for name in ("one", "two"):
        folder = pytester.mkdir(name)
        (folder / "index.py").write_text(
            "import db\n"
            "def handler(environ, start_response):\n"
            "    import late\n"
            "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
            "    return [f'{db.name} {late.name} {db.count()}'.encode()]\n"
        )
        (folder / "db.py").write_text(
            f"name = '{name}'\ncalls = []\n\ndef count():\n    calls.append(1)\n"
            "    return len(calls)\n"
        )
        (folder / "late.py").write_text(f"name = 'late {name}'\n")
        (folder / f"test_{name}.py").write_text(
            f"def test_it(fc):\n"
            f"    assert fc('index.handler').get().text == '{name} late {name} 1'\n"
            "    import index\n"
            f"    assert index.db.name == '{name}'\n"
        )
    pytester.makepyfile(
        test_z="""
        def test_both(fc):
            one, two = fc('index.handler', root='one'), fc('index.handler', root='two')
            assert one.get().text == 'one late one 2'
            assert two.get().text == 'two late two 2'
            assert one.get().text == 'one late one 3'
        """
    )
    result = pytester.runpytest_inprocess("one", "two", "test_z.py")
    result.assert_outcomes(passed=3)


def test_what_a_test_has_imported_is_not_replaced_by_a_function_of_the_same_name(
    pytester: pytest.Pytester,
) -> None:
    folder = pytester.mkdir("other")
    (folder / "index.py").write_text(INDEX.replace("the real one", "the other one"))
    passes(
        pytester,
        """
        import sys
        import index

        def test_it(fc, monkeypatch):
            for _ in range(2):
                other = fc('index.handler', root='other')
                assert other.get().text.endswith('|the other one')
                assert sys.modules['index'] is index
                assert other.get().text.endswith('|the other one')
            monkeypatch.setattr(index, 'db', 'a fake')
            assert fc('index.handler').get().text.endswith('|a fake')
        """,
    )


def test_a_module_that_does_not_load_is_told_with_each_request(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(broken="print('so far')\nfrom . import helper\n")
    told = fails(pytester, "def test_it(fc):\n    fc('broken.handler').get('/')\n")
    assert "FC902 on GET /: 502 Bad Gateway" in told
    assert "broken.py:2:1: FC902 [error]" in told
    passes(
        pytester,
        """
        import sys

        def test_it(fc):
            client = fc('broken.handler', allow={'FC902'})
            for _ in range(2):
                response = client.get('/')
                assert response.status == 502
                assert response.error.type == 'ImportModuleError'
                assert response.log == 'so far\\n'
            assert 'broken' not in sys.modules

        def test_a_name_that_is_not_there(fc):
            import index
            response = fc('index.handlr', allow='FC902').get('/')
            assert response.error.type == 'HandlerNotFound'
            assert sys.modules['index'] is index
        """,
    )


def test_a_process_that_would_end_is_told_and_goes_on(pytester: pytest.Pytester) -> None:
    told = fails(pytester, "def test_it(fc):\n    fc('index.handler').get('/exit')\n")
    assert "FC904 [error] the process ended before it answered: sys.exit(3)" in told


def test_limits_are_answered_as_the_platform_answers_them(pytester: pytest.Pytester) -> None:
    passes(
        pytester,
        """
        import pytest

        @pytest.mark.parametrize('code, path, options', [
            ('FC502', '/', {'headers': {'X': 'x' * 8192}}),
            ('FC503', '/' + 'x' * 4096, {}),
            ('FC504', '/', {'data': b'x' * (32 * 1024 * 1024 + 1)}),
            ('FC504', '/', {'data': b'x' * (128 * 1024 + 1),
                            'headers': {'X-Fc-Invocation-Type': 'Async'}}),
        ])
        def test_it(fc, code, path, options):
            response = fc('index.handler').post(path, allow=code, **options)
            assert response.status == 400
            assert response.json()['ErrorCode'] == 'InvalidArgument'
            assert [f.code for f in response.findings] == [code]
            assert response.log == ''
        """,
    )


def test_what_a_test_raises_in_a_handler_is_the_tests_own(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="""
        import pytest

        def calling(action):
            def handler(environ, start_response):
                action('not to be called')
            return handler

        def test_fail(fc):
            fc(calling(pytest.fail)).get()

        def test_skip(fc):
            fc(calling(pytest.skip)).get()
        """
    )
    result = pytester.runpytest_inprocess("-rs")
    result.assert_outcomes(failed=1, skipped=1)
    result.stdout.fnmatch_lines(["E*Failed: not to be called"])
    result.stdout.no_fnmatch_line("*FC901*")


def test_a_debugger_steps_through_the_handler(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="""
        def handler(environ, start_response):
            breakpoint()
            answer = 'first'
            answer = 'second'
            start_response('200 OK', [('Content-Type', 'text/plain')])
            return [answer.encode()]

        def test_it(fc):
            assert fc(handler).get().text == 'second'
        """
    )
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--color=no"],
        cwd=pytester.path,
        input="next\np 'stopped after ' + answer\ncontinue\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "stopped after first" in result.stdout, result.stdout
    assert "1 passed" in result.stdout


def test_output_belongs_to_pytest(pytester: pytest.Pytester) -> None:
    passes(
        pytester,
        """
        import sys

        def handler(environ, start_response):
            print('to stdout')
            print('to wsgi.errors', file=environ['wsgi.errors'])
            start_response('200 OK', [('Content-Type', 'text/plain')])
            return [b'x']

        def test_it(fc, capsys):
            before = sys.stdout, sys.stderr
            response = fc(handler).get()
            assert (sys.stdout, sys.stderr) == before
            assert response.log == 'to stdout\\nto wsgi.errors\\n'
            assert tuple(capsys.readouterr()) == ('to stdout\\n', 'to wsgi.errors\\n')
        """,
    )


def test_requests_to_one_client_are_requests_to_one_instance(pytester: pytest.Pytester) -> None:
    """What one request leaves to the next is found (FC906)."""
    passes(
        pytester,
        """
        headers = [('Content-Type', 'text/plain')]

        def handler(environ, start_response):
            headers.append(('X-Count', str(len(headers))))
            start_response('200 OK', headers)
            return [b'x']

        def test_it(fc):
            client = fc(handler)
            assert [f.code for f in client.get().findings] == []
            assert [f.code for f in client.get().findings] == ['FC906']
        """,
    )


# --- a process of its own


def test_an_isolated_function_has_a_process_of_its_own(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        main="""
        import os, time

        def handler(environ, start_response):
            if environ['PATH_INFO'] == '/hang':
                time.sleep(60)
            if environ['PATH_INFO'] == '/die':
                os._exit(1)
            start_response('200 OK', [('Content-Type', 'text/plain')])
            print('printed')
            return [f"{os.getpid()} {os.environ.get('GIVEN')}".encode()]
        """
    )
    passes(
        pytester,
        """
        import os
        import pytest

        @pytest.mark.fclint(isolated=True)
        def test_it(fc, capsys):
            client = fc('main.handler', timeout=0.5, env={'GIVEN': 'yes'})
            response = client.get()
            pid, given = response.text.split()
            assert (int(pid) != os.getpid(), given) == (True, 'yes')
            assert (response.log, capsys.readouterr().out) == ('printed\\n', 'printed\\n')
            assert client.get().text.split()[0] == pid
            hung = client.get('/hang', allow={'FC903'})
            assert (hung.status, [f.code for f in hung.findings]) == (502, ['FC903'])
            assert client.get('/die', allow='process-died').status == 502
            assert client.get().text.split()[0] != pid
        """,
    )


# --- configuration, manifests


def test_configuration_and_comments_count_as_in_check(pytester: pytest.Pytester) -> None:
    source = INDEX.replace("return None", "return None  # noqa: FC302")
    pytester.makepyfile(index=source)
    pytester.makepyprojecttoml('[tool.fclint]\ntarget = "wsgi"\nignore = ["FC401"]\n')
    passes(
        pytester,
        """
        def test_it(fc):
            client = fc('index.handler')
            assert client.get('/none').findings == ()
            assert client.get('/token').findings == ()
            assert client.get('/none').status == 500
        """,
    )
    pytester.makepyprojecttoml('[tool.fclint.per-file-ignores]\n"index.py" = ["FC401"]\n')
    passes(
        pytester,
        """
        import index

        def test_it(fc):
            assert fc('index.handler').get('/token').status == 502
            assert fc(index.handler).get('/token').status == 502
        """,
    )


def test_a_manifest_says_where_the_code_is_and_what_its_environment(
    pytester: pytest.Pytester,
) -> None:
    folder = pytester.mkdir("src")
    (folder / "app.py").write_text(
        "import os\n"
        "def handler(environ, start_response):\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    return [os.environ['STAGE'].encode()]\n"
    )
    (pytester.path / "s.yaml").write_text(
        "services:\n  shop:\n    component: fc\n    props:\n      function:\n"
        "        handler: app.handler\n        runtime: python3.9\n        codeUri: ./src\n"
        "        environmentVariables:\n          STAGE: of the manifest\n"
        "      triggers:\n        - name: http\n          type: http\n          config: {}\n"
    )
    passes(
        pytester,
        """
        import os

        def test_of_the_manifest(fc):
            assert fc('app.handler').get().text == 'of the manifest'
            assert 'STAGE' not in os.environ

        def test_what_is_set_goes_before_it(fc, monkeypatch):
            monkeypatch.setenv('STAGE', 'of the test')
            assert fc('app.handler').get().text == 'of the test'
            assert fc('app.handler', env={'STAGE': 'given'}).get().text == 'given'
        """,
    )


def test_code_on_the_path_of_imports_is_found(pytester: pytest.Pytester) -> None:
    folder = pytester.mkdir("lib")
    (folder / "elsewhere.py").write_text(INDEX)
    passes(
        pytester,
        "def test_it(fc):\n    assert fc('elsewhere.handler').get().status == 200\n",
        "-o",
        "pythonpath=lib",
    )
