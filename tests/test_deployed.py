"""Deployments meet files: which functions of which manifests name which handlers, and in vain."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fclint.cli import main
from fclint.deployed import Deployed
from fclint.finding import Span
from fclint.report.sources import Sources
from fclint.request import Outcome, Request
from fclint.runner import Linting
from fclint.source.deployment import CodeDirectory, Deployment, Manifest, NamedHandler, Variable
from fclint.source.modules import find_module
from fclint.targets.runtimes import EVENT, serving

GOOD = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
"""
TEXT = GOOD.replace("[b'hello']", "'hello'")
HTTP = "triggers: [{name: http, type: http, config: {methods: [GET, POST]}}]"


def s_yaml(*functions: str, triggers: str = HTTP) -> str:
    """A manifest of FC 2.0 with one service for each of ``functions``."""
    return "services:\n" + "".join(
        f"  s{number}:\n    component: fc\n    props:\n"
        f"      function: {{name: f{number}, {each}}}\n"
        f"      {triggers}\n"
        for number, each in enumerate(functions)
    )


def function(handler: str = "index.handler", code: str = ".", runtime: str = "python3.9") -> str:
    return f"handler: {handler}, codeUri: {code}, runtime: {runtime}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "project"
    folder.mkdir()
    (folder / ".git").mkdir()
    return folder


def write(folder: Path, **files: str) -> None:
    """Writes files; in their names ``__`` is a slash, and ``_py`` and ``_yaml`` are suffixes."""
    for name, text in files.items():
        *stem, suffix = name.replace("__", "/").split("_")
        path = folder / ("_".join(stem) + "." + suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def lint(*paths: Path, **request: object) -> Outcome:
    chosen = Request(paths=tuple(map(str, paths)), **request)  # type: ignore[arg-type]
    return Linting(chosen, Sources().text).run()


def told(outcome: Outcome) -> list[tuple[str, int, str]]:
    return [(Path(each.span.filename).name, each.span.row, each.code) for each in outcome.findings]


# --- what each runtime calls


@pytest.mark.parametrize(
    ("runtime", "generation", "http", "target"),
    [
        ("python3", 2, True, "fc2"),
        ("python3.9", 2, True, "fc2"),
        ("python3.10", 2, True, "fc2"),
        ("python3.10", 2, None, "fc2"),
        ("python3.10", 2, False, EVENT),
        ("python3.12", 2, True, EVENT),
        ("python3.9", 3, True, EVENT),
        ("python3.12", 3, None, EVENT),
        ("custom", 2, True, "wsgi"),
        ("custom.debian10", 3, True, "wsgi"),
        ("custom-container", 3, None, "wsgi"),
        ("python2.7", 2, True, None),
        ("nodejs14", 2, True, None),
        (None, 3, True, None),
    ],
)
def test_what_a_runtime_calls(
    runtime: str | None, generation: int, http: bool | None, target: str | None
) -> None:
    served = serving(runtime, generation, http)
    assert served.target == target
    assert served.names_handler == (target in ("fc2", EVENT))


# --- from a name to a file


@pytest.mark.parametrize(
    "written", ["src.index.handler", "src/index.handler", "./src/index.handler"]
)
def test_dots_and_slashes_lead_below_the_code_directory(project: Path, written: str) -> None:
    write(project, src__index_py=GOOD)
    looked = find_module(str(project), written)
    assert (looked.file, looked.attribute) == (str(project / "src" / "index.py"), "handler")


def test_a_package_is_a_module_and_a_folder_is_none(project: Path) -> None:
    write(project, web__main_py=GOOD, src__index_py=GOOD)
    (project / "web" / "__init__.py").write_text(GOOD)
    assert find_module(str(project), "web.handler").file == str(project / "web" / "__init__.py")
    looked = find_module(str(project), "src.handler")
    assert (looked.missing, looked.told(str(project))) == (
        "module",
        "src is a folder, not a module",
    )


@pytest.mark.parametrize(
    ("written", "missing", "suggestion"),
    [
        ("handler", "form", "index.handler"),
        ("index", "form", "index.handler"),
        ("index:handler", "form", "index.handler"),
        ("index.py:handler", "form", "index.handler"),
        (".handler", "form", ""),
        ("index.", "form", ""),
        ("index.handler()", "form", "index.handler"),
        ("../x.handler", "module", ""),
        ("a/../../x.handler", "module", ""),
        ("/etc/passwd.handler", "module", ""),
        ("indx.handler", "module", "index.handler"),
        ("index.py.handler", "module", "index.handler"),
        ("src.index.handler", "module", "index.handler"),
    ],
)
def test_a_name_that_leads_nowhere(
    project: Path, written: str, missing: str, suggestion: str
) -> None:
    write(project, index_py=GOOD)
    looked = find_module(str(project), written)
    assert (looked.file, looked.missing, looked.suggestion) == (None, missing, suggestion)
    assert "\n" not in looked.told(str(project))


def test_what_may_be_compiled_built_or_packed_is_not_missed(project: Path) -> None:
    write(project, index_py=GOOD)
    (project / ".gitignore").write_text("artifacts-*/\n")
    (project / "native.cpython-39-x86_64-linux-gnu.so").write_bytes(b"")
    (project / "packed").write_bytes(b"PK")
    for code, written in [
        (project, "native.handler"),
        (project, "dist.index.handler"),
        (project / "packed", "index.handler"),
        (project / "target", "index.handler"),
        (project / "artifacts-1", "index.handler"),
        (None, "index.handler"),
    ]:
        looked = find_module(None if code is None else str(code), written)
        assert (looked.file, looked.missing) == (None, ""), written
    assert find_module(str(project / "lost"), "index.handler").missing == "code"


def test_links_may_lead_in_circles(project: Path) -> None:
    write(project, code__main_py=GOOD)
    (project / "code" / "again").symlink_to(project / "code")
    (project / "code" / "self").symlink_to(project / "code" / "self")
    write(project, s_yaml=s_yaml(function("again.again.main.handler", "code")))
    assert told(lint(project)) == []
    write(project, s_yaml=s_yaml(function("self.main.handler", "code")))
    assert told(lint(project)) == [("s.yaml", 5, "FC002")]
    write(project, s_yaml=s_yaml(function("main.handler", "code/self")))
    assert told(lint(project)) == [("s.yaml", 5, "FC002")]


def test_a_code_directory_that_is_a_link_holds_the_linted_file(project: Path) -> None:
    write(project, shared__main_py="def main(a, b):\n    b('200 OK', [])\n    return None\n")
    (project / "code").symlink_to(project / "shared")
    write(project, s_yaml=s_yaml(function("main.main", "./code")))
    outcome = lint(project)
    assert told(outcome) == [("main.py", 3, "FC302")]
    assert Path(outcome.findings[0].span.filename).parent.name == "shared"


# --- what counts


def test_a_manifest_above_counts_for_the_functions_whose_code_is_linted(project: Path) -> None:
    write(project, a__index_py=GOOD, b__index_py=GOOD)
    write(project, s_yaml=s_yaml(function("index.handle", "a"), function("index.handle", "b")))
    assert told(lint(project / "a")) == [("s.yaml", 5, "FC002")]
    assert told(lint(project / "b" / "index.py")) == [("s.yaml", 10, "FC002")]
    assert told(lint(project)) == [("s.yaml", 5, "FC002"), ("s.yaml", 10, "FC002")]


def test_a_manifest_whose_code_is_elsewhere_is_checked_but_the_code_is_not_linted(
    project: Path,
) -> None:
    write(project, src__index_py=TEXT)
    write(
        project,
        deploy__s_yaml=s_yaml(function("index.handler", "../src"), function("index.x", "../src")),
    )
    assert told(lint(project / "deploy")) == [("s.yaml", 10, "FC002")]
    assert told(lint(project / "deploy" / "s.yaml")) == [("s.yaml", 10, "FC002")]


def test_a_folder_without_python_is_linted_for_its_manifests(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, src__index_py=GOOD, deploy__s_yaml=s_yaml(function("index.x", "../src")))
    assert main([str(project / "deploy"), "--output-format", "concise"]) == 1
    assert "FC002" in capsys.readouterr().out
    write(project, other__s_yaml="apiVersion: v1\n")
    assert main([str(project / "other")]) == 3
    assert main([str(project / "other" / "s.yaml")]) == 0


def test_excluded_manifests_are_not_read(project: Path) -> None:
    write(project, index_py=GOOD, s_yaml=s_yaml(function("index.x")))
    write(project, pyproject_toml='[tool.fclint]\nexclude = ["s.yaml"]\n')
    assert told(lint(project)) == []


def test_standard_input_is_judged_as_the_file_whose_name_it_has(project: Path) -> None:
    write(project, index_py=GOOD)
    write(project, s_yaml=s_yaml(function("index.main")))
    data = b"def main(a, b):\n    b('200 OK', [])\n    return None\n"
    name = str(project / "index.py")
    outcome = lint(stdin=data, stdin_filename=name)
    assert told(outcome) == [("index.py", 3, "FC302")]
    assert told(lint(stdin=data)) == []


def test_a_handler_that_a_module_only_imports_is_judged_as_it_is_deployed(project: Path) -> None:
    write(project, index_py="from app import handler\n", app_py=TEXT)
    write(project, s_yaml=s_yaml(function(), triggers="triggers: [{name: t, type: timer}]"))
    assert told(lint(project)) == [("app.py", 1, "FC004")]


def test_code_for_python_2_is_left_alone_unless_the_user_names_a_target(project: Path) -> None:
    write(project, index_py="print 'loading'\n" + TEXT, other_py=TEXT)
    write(project, s_yaml=s_yaml(function(runtime="python2.7")))
    assert told(lint(project)) == []
    assert told(lint(project, target="fc2")) == [("index.py", 1, "FC001"), ("other.py", 3, "FC301")]


def test_noqa_comments_count_in_manifests(project: Path) -> None:
    write(project, index_py=GOOD)
    text = s_yaml(function("index.x")) + "# it's \"odd\n"
    write(project, s_yaml=text)
    assert told(lint(project)) == [("s.yaml", 5, "FC002")]
    write(project, s_yaml=text.replace("python3.9}", "python3.9} # noqa: FC002"))
    assert told(lint(project)) == []


def test_the_same_is_found_by_several_processes(project: Path) -> None:
    for name in "abcdef":
        write(project, **{f"{name}__index_py": TEXT + "# padding\n" * 4000})
    write(project, s_yaml=s_yaml(*(function("index.handler", name) for name in "abcdef")))
    assert told(lint(project, jobs=2)) == told(lint(project, jobs=1))
    assert len(told(lint(project, jobs=2))) == 6


def test_hundreds_of_functions_are_each_judged(project: Path) -> None:
    write(project, index_py=GOOD)
    names = [f"index.handler{number or ''}" for number in range(300)]
    write(project, s_yaml=s_yaml(*map(function, names)))
    assert [code for _, _, code in told(lint(project))] == ["FC002"] * 299


def test_nothing_of_the_project_is_executed(project: Path) -> None:
    write(project, index_py=f"open({str(project / 'ran')!r}, 'w')\n" + GOOD)
    write(project, s_yaml=s_yaml(function()))
    lint(project)
    assert not (project / "ran").exists()


# --- hand-made deployments


def deployment(project: Path, **facts: object) -> Deployment:
    span = Span(str(project / "s.yaml"), 1, 1, 1, 5)
    known = {
        "handler": NamedHandler("index.handler", span),
        "runtime": "python3.9",
        "code": CodeDirectory(str(project), span),
        "http": True,
    }
    return Deployment(span.filename, "Fun", "f", span, 2, **{**known, **facts})  # type: ignore[arg-type]


def deployed(project: Path, *deployments: Deployment) -> Deployed:
    found = Deployed([str(project / "index.py")], [str(project)], lambda filename: None)
    found.add(Manifest(str(project / "s.yaml"), deployments))
    return found


def test_an_unknown_code_directory_or_runtime_says_nothing(project: Path) -> None:
    write(project, index_py=GOOD)
    found = deployed(project, deployment(project, code=None), deployment(project, runtime=None))
    assert not found.entry_points()
    assert not found.runs
    assert [each.serving.target for each in found.named] == ["fc2", None]


def test_what_a_deployment_says_of_its_handlers_surroundings(project: Path) -> None:
    write(project, index_py=GOOD)
    span = Span(str(project / "s.yaml"), 1, 1, 1, 5)
    variables = (Variable("TABLE", span), Variable("FC_X", span), Variable("FC_REGION", span))
    one = deployment(project, environment=variables, concurrency=5)
    (entry,) = deployed(project, one).entry_points()[str(project / "index.py")]
    assert entry.conditions.environment == {"TABLE", "FC_REGION"}
    assert (entry.conditions.runtime, entry.conditions.concurrency) == ("python3.9", 5)
    assert (entry.target, entry.expected) == ("fc2", "wsgi")
    two = deployment(project, runtime="custom")
    target, conditions = deployed(project, one, two).surroundings(str(project / "index.py"))
    assert (target, conditions.environment, conditions.runtime) == ("fc2", frozenset(), None)
    target, _ = deployed(project, two).surroundings(str(project / "index.py"))
    assert target == "wsgi"
    target, _ = deployed(project, two).surroundings(str(project.parent / "other.py"))
    assert target == "fc2"


# --- fclint handlers


def test_the_list_of_handlers(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, index_py=GOOD, app_py=GOOD.replace("handler", "application"))
    write(project, event_py="def handler(event, context):\n    return {}\n")
    write(project, pyproject_toml='[tool.fclint]\nhandlers = ["web.main"]\n')
    write(project, web_py=GOOD.replace("handler", "main"))
    write(
        project,
        s_yaml=s_yaml(function(), function("index.x"), function("index.handler", "lost"))
        + "  nightly:\n    component: fc\n    props:\n"
        + f"      function: {{name: nightly, {function('event.handler')}}}\n",
    )
    assert main(["handlers", str(project)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    shown = [(*line[:3],) for line in lines if line[:2] != ["not", "found:"]]
    folder = str(project) + os.sep
    assert shown == [
        (f"{folder}app.py:1", "application", "fc2"),
        (f"{folder}event.py:1", "event.handler", "event"),
        (f"{folder}index.py:1", "index.handler", "fc2"),
        ("-", "index.x", "fc2"),
        ("-", "index.handler", "fc2"),
        (f"{folder}web.py:1", "main", "fc2"),
    ]
    assert sum(line[:2] == ["not", "found:"] for line in lines) == 2
    assert main(["handlers", str(project), "--output-format", "json"]) == 0
    found = {(each["name"], each["how"]): each for each in json.loads(capsys.readouterr().out)}
    web = found["main", "configuration"]
    assert (web["filename"], web["location"]) == (f"{folder}web.py", {"row": 1, "column": 5})
    deployed = found["event.handler", "manifest"]
    assert (deployed["target"], deployed["function"], deployed["found"]) == (
        "event",
        "nightly",
        True,
    )
    assert deployed["manifest"] == f"{folder}s.yaml"
    assert "has no 'x'" in found["index.x", "manifest"]["problem"]
    assert found["application", "code"]["manifest"] is None


def test_the_list_of_handlers_has_those_that_the_configuration_names_in_vain(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, index_py=GOOD)
    names = ["index.handler", "index.handlr", "lost.handler"]
    write(project, pyproject_toml=f"[tool.fclint]\nhandlers = {names}\n")
    assert main(["handlers", str(project), "--output-format", "json"]) == 0
    found = [(each["name"], each["problem"]) for each in json.loads(capsys.readouterr().out)]
    there, *in_vain = found
    assert there == ("handler", None)
    assert [name for name, _ in in_vain] == ["index.handlr", "lost.handler"]
    assert "did you mean 'index.handler'?" in in_vain[0][1]
    assert in_vain[1][1].endswith("there is no file lost.py")


DECORATORS = """\
from functools import wraps

def logged(app):
    @wraps(app)
    def wrapper(environ, start_response):
        print(environ['PATH_INFO'])
        return app(environ, start_response)
    return wrapper

def guarded(role):
    def decorate(app):
        def inner(environ, start_response):
            if environ.get('HTTP_X_ROLE') != role:
                start_response('403 Forbidden', [('Content-Type', 'text/plain')])
                return [b'no']
            return app(environ, start_response)
        return inner
    return decorate
"""


@pytest.mark.parametrize("manifest", ["", s_yaml(function())])
def test_the_list_of_handlers_has_no_wrappers_of_decorators(
    project: Path, capsys: pytest.CaptureFixture[str], manifest: str
) -> None:
    write(project, decorators_py=DECORATORS, s_yaml=manifest)
    write(
        project,
        index_py=f"from decorators import logged\n\n@logged\n{GOOD}",
        admin_py=f"from decorators import guarded\n\n@guarded('admin')\n{GOOD}",
    )
    assert main(["handlers", str(project), "--output-format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(Path(each["filename"]).name, each["location"]["row"]) for each in found] == [
        ("admin.py", 4),
        ("index.py", 4),
    ]
    write(project, admin_py="")
    assert main(["handlers", str(project), "--output-format", "json"]) == 0
    files = [Path(each["filename"]).name for each in json.loads(capsys.readouterr().out)]
    assert files == ["decorators.py", "index.py"], "what nothing uses is judged, and listed"


@pytest.mark.parametrize("importer", ["aaa_py", "zzz_py"])
def test_a_handler_is_listed_where_it_is_defined(
    project: Path, capsys: pytest.CaptureFixture[str], importer: str
) -> None:
    write(project, app_py=GOOD.replace("handler", "application"))
    write(project, **{importer: "from app import application as handler\n"})
    assert main(["handlers", str(project), "--output-format", "json"]) == 0
    assert [each["name"] for each in json.loads(capsys.readouterr().out)] == ["application"]


def test_the_list_of_handlers_is_empty(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, index_py="x = 1\n")
    assert main(["handlers", str(project)]) == 3
    assert main(["handlers", str(project / "lost")]) == 2
    assert main(["handlers", "-"]) == 2
    assert capsys.readouterr().out == ""


# --- cost


@pytest.mark.parametrize(
    ("manifest", "imported"),
    [
        (None, set()),
        ("apiVersion: v1\nkind: handler\n", set()),
        (s_yaml(function("index.x", "lost")), {"yaml"}),
    ],
)
def test_parsers_are_imported_only_for_what_they_parse(
    project: Path, manifest: str | None, imported: set[str]
) -> None:
    write(project, index_py="x = 1\n")
    if manifest is not None:
        write(project, s_yaml=manifest)
    code = (
        "import sys\n"
        "from fclint.cli import main\n"
        f"main([{str(project)!r}, '--quiet'])\n"
        "print('IMPORTED', *sorted({'yaml', 'hcl2', 'libcst'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.rpartition("IMPORTED")[2].split()) == imported
