"""Rules of installed distributions: real wheels, put in place by pip; fclint as a process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from house import ROOT
from rule_samples import RULE, TESTS, WILDCARD, blocks, install, variant, wheel

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

pytestmark = pytest.mark.slow

SCRIPTS = Path(sys.executable).parent
FCLINT = str(SCRIPTS / "fclint")
SPAWNING = """\
import sys
from fclint import spreading
from fclint.cli import main

if __name__ == "__main__":
    spreading._CAN_FORK, spreading._WORTH_SPAWNING = False, 0
    sys.exit(main(sys.argv[1:]))
"""
ACME = {"acme_fclint/__init__.py": "", "acme_fclint/rules.py": RULE}


def entry_points() -> str:
    """What the documentation writes into pyproject.toml."""
    [group] = tomllib.loads(blocks("toml")[0])["project"]["entry-points"].items()
    assert group[0] == "fclint.rules"
    return "\n".join(f"{name} = {value}" for name, value in group[1].items())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with acme-fclint, as the documentation has it."""
    folder = tmp_path_factory.mktemp("installed")
    install([wheel(folder, ACME, entry_points())], folder / "site")
    return folder / "site"


@pytest.fixture
def site(installed: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return shutil.copytree(installed, tmp_path / "site")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "index.py").write_text(WILDCARD)
    return folder


def run(
    *arguments: str, site: Path | None, cwd: Path, program: tuple[str, ...] = (FCLINT,)
) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    if site is not None:
        variables["PYTHONPATH"] = str(site)
    return subprocess.run(
        [*program, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=variables,
        check=False,
    )


def codes(*arguments: str, site: Path | None, cwd: Path) -> list[str]:
    done = run("--output-format", "json", *arguments, site=site, cwd=cwd)
    assert done.stderr == ""
    return [each["code"] for each in json.loads(done.stdout)]


def test_an_installed_rule_is_there_and_another_installation_does_not_have_it(
    installed: Path, project: Path
) -> None:
    assert codes("--no-cache", site=installed, cwd=project) == ["ACM101"]
    assert codes("--no-cache", site=None, cwd=project) == []
    page = run("rule", "ACM101", site=installed, cwd=project).stdout
    assert "of: acme-fclint 1.2 (acme_fclint.rules)" in page


def test_any_number_of_processes_forked_or_spawned_tells_the_same(
    installed: Path, project: Path
) -> None:
    for number in range(4):
        (project / f"m{number}.py").write_text(WILDCARD + "# much text\n" * 4_000)
    program = project.parent / "spawning.py"
    program.write_text(SPAWNING)
    spawning = (sys.executable, str(program))
    one = run("--no-cache", "--jobs", "1", site=installed, cwd=project)
    two = run("--no-cache", "--jobs", "2", site=installed, cwd=project)
    three = run("--no-cache", "--jobs", "2", site=installed, cwd=project, program=spawning)
    assert one.stdout.count("ACM101 [warning]") == 5
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)
    assert (one.returncode, one.stdout, one.stderr) == (1, three.stdout, three.stderr)


def test_spawned_processes_have_appended_rules_too(project: Path) -> None:
    rules = project.parent / "acm101.py"
    rules.write_text(RULE)
    for number in range(2):
        (project / f"m{number}.py").write_text(WILDCARD)
    program = project.parent / "spawning.py"
    program.write_text(SPAWNING)
    done = run(
        *("--no-cache", "--jobs", "2", "--append-rules", "../acm101.py"),
        *("--output-format", "concise"),
        site=None,
        cwd=project,
        program=(sys.executable, str(program)),
    )
    assert done.stderr == ""
    assert done.stdout.count("ACM101") == 3


def test_sarif_describes_the_rule_without_a_page_of_fclint(installed: Path, project: Path) -> None:
    done = run("--output-format", "sarif", site=installed, cwd=project)
    [part] = json.loads(done.stdout)["runs"]
    rules = {rule["id"]: rule for rule in part["tool"]["driver"]["rules"]}
    assert rules["ACM101"]["fullDescription"]["text"].startswith("Reports an Access-Control")
    assert "helpUri" not in rules["ACM101"]
    assert "helpUri" in rules["FC301"]
    [result] = part["results"]
    assert (result["ruleId"], result["level"]) == ("ACM101", "warning")


@pytest.mark.parametrize("output_format", ["full", "github", "gitlab", "junit", "json-lines"])
def test_every_format_tells_it(output_format: str, installed: Path, project: Path) -> None:
    done = run("--output-format", output_format, site=installed, cwd=project)
    assert (done.returncode, done.stderr) == (1, "")
    assert "ACM101" in done.stdout
    assert "docs/rules" not in done.stdout


def test_a_package_or_single_classes_may_be_named(tmp_path: Path, project: Path) -> None:
    files = {
        "several/__init__.py": "",
        "several/one.py": RULE,
        "several/two.py": variant(code="ACM102", name="cors-two"),
        "several/_base.py": "raise RuntimeError\n",
        "single.py": variant(code="ACM103", name="cors-three", kind="Three")
        + RULE.partition('"""\n\n')[2].replace("ACM101", "ACM104"),
    }
    install([wheel(tmp_path, files, "a = several\nb = single:Three")], tmp_path / "site")
    assert codes(site=tmp_path / "site", cwd=project) == ["ACM101", "ACM102", "ACM103"]


def test_two_distributions_with_one_code_are_both_named(tmp_path: Path, project: Path) -> None:
    one = wheel(tmp_path, {"one.py": RULE}, "x = one", "one")
    two = wheel(tmp_path, {"two.py": variant(name="cors-two")}, "x = two", "the_other")
    install([one, two], tmp_path / "site")
    done = run(site=tmp_path / "site", cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    said = "two rules have the code ACM101: of one 1.2 (one) and the-other 1.2 (two)"
    assert done.stderr == f"fclint: {said}\n"


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("acme_fclint.nothing", "ModuleNotFoundError: No module named 'acme_fclint.nothing'"),
        ("acme_fclint.rules:Nothing", "that is not a rule"),
        ("acme_fclint.rules:Example", "that is not a rule"),
        ("acme_fclint", "there is no rule in there"),
        ("not a module", ""),
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_distribution_that_names_no_rule_is_told_in_one_line(
    named: str, told: str, jobs: str, site: Path, project: Path
) -> None:
    [metadata] = site.glob("*.dist-info")
    (metadata / "entry_points.txt").write_text(f"[fclint.rules]\nx = {named}\n")
    if named == "acme_fclint":
        (site / "acme_fclint" / "rules.py").unlink()
    for number in range(4):
        (project / f"m{number}.py").write_text(WILDCARD + "# much text\n" * 4_000)
    done = run("--jobs", jobs, site=site, cwd=project)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("fclint: cannot load rules of acme-fclint 1.2")
    assert told in done.stderr


def test_nothing_is_loaded_where_no_rule_is_needed(site: Path, project: Path) -> None:
    (site / "acme_fclint" / "rules.py").write_text("raise RuntimeError\n")
    (project / "index.py").write_text("x = 1\n")
    assert codes("--no-cache", site=site, cwd=project) == []


@pytest.mark.parametrize(
    "command",
    [
        ("dry-run", "index.handler"),
        ("dry-run", "--matrix", "index.handler"),
        ("serve", "--port", "0", "index.handler"),
        ("handlers",),
        ("rule", "--all"),
        ("--show-settings",),
        ("--select", "ALL"),
    ],
    ids=" ".join,
)
def test_every_command_that_needs_rules_tells_what_is_wrong_in_one_line(
    command: tuple[str, ...], site: Path, project: Path
) -> None:
    (site / "acme_fclint" / "rules.py").write_text("raise RuntimeError('two\\nlines')\n")
    done = run(*command, site=site, cwd=project)
    said = "cannot load rules of acme-fclint 1.2 (acme_fclint.rules): RuntimeError: two lines"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"fclint: {said}\n")


@pytest.mark.parametrize(
    "command",
    [("--no-cache",), ("dry-run", "index.handler"), ("dry-run", "--matrix", "index.handler")],
    ids=" ".join,
)
def test_a_rule_that_raises_is_told_in_one_line(
    command: tuple[str, ...], site: Path, project: Path
) -> None:
    text = RULE.replace("if event.headers is None:", "raise KeyError('oh')\n        if True:")
    (site / "acme_fclint" / "rules.py").write_text(text)
    done = run(*command, site=site, cwd=project)
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert "the rule ACM101 of acme-fclint 1.2 (acme_fclint.rules) failed: KeyError: 'oh'" in line
    assert "please report" not in line


# --- nothing of what is linted is executed


@pytest.fixture
def trap(project: Path) -> Path:
    """A file that is there as soon as the project's own rules are executed. Its metadata says that
    they are installed in the project."""
    trace = project.parent / "trace"
    code = f"open({str(trace)!r}, 'a').close()\n"
    for name in ("acme_fclint", "fclint_rules", "click"):
        (project / f"{name}.py").write_text(code)
    for name in ("acme_fclint-9.dist-info", "acme.egg-info"):
        (project / name).mkdir()
        (project / name / "METADATA").write_text("Metadata-Version: 2.1\nName: a\nVersion: 9\n")
        (project / name / "entry_points.txt").write_text("[fclint.rules]\nx = acme_fclint\n")
    return trace


@pytest.mark.parametrize(
    "program",
    [(FCLINT,), (sys.executable, "-m", "fclint"), (str(SCRIPTS / "flake8"), "--isolated")],
    ids=["fclint", "python -m fclint", "flake8"],
)
def test_metadata_in_the_current_folder_is_not_installed(
    trap: Path, program: tuple[str, ...], project: Path
) -> None:
    (project / "index.py").write_text(WILDCARD.replace("[]", "1"))
    done = run(".", site=None, cwd=project, program=program)
    assert "FC302" in done.stdout, done.stderr
    assert not trap.exists()


def test_the_trap_works(trap: Path, project: Path) -> None:
    elsewhere = project.parent
    done = run("project", site=project, cwd=elsewhere)
    assert trap.exists(), done.stderr


# --- the cache


def test_the_cache_knows_which_rules_there_were(site: Path, project: Path) -> None:
    for _ in range(2):
        assert codes(site=None, cwd=project) == []
        assert codes(site=site, cwd=project) == ["ACM101"]
    shutil.rmtree(next(site.glob("*.dist-info")))
    assert codes(site=site, cwd=project) == []


def test_a_change_in_a_rule_or_in_what_it_imports_counts_at_once(site: Path, project: Path) -> None:
    package = site / "acme_fclint"
    text = RULE.replace(
        "from fclint.values", "from acme_fclint.site import ANY\nfrom fclint.values"
    )
    (package / "rules.py").write_text(text.replace('== "*"', "== ANY"))
    (package / "site.py").write_text("ANY = '*'\n")
    assert codes(site=site, cwd=project) == ["ACM101"]
    (package / "site.py").write_text("ANY = '?'\n")
    assert codes(site=site, cwd=project) == []
    (package / "rules.py").write_text(RULE)
    assert codes(site=site, cwd=project) == ["ACM101"]


def test_a_new_file_among_appended_rules_counts_at_once(project: Path) -> None:
    rules = project.parent / "rules"
    rules.mkdir()
    (rules / "acm101.py").write_text(RULE)
    append = ("--append-rules", str(rules))
    assert codes(*append, site=None, cwd=project) == ["ACM101"]
    (rules / "acm102.py").write_text(variant(code="ACM102", name="cors-two"))
    assert codes(*append, site=None, cwd=project) == ["ACM101", "ACM102"]
    (rules / "acm101.py").unlink()
    assert codes(*append, site=None, cwd=project) == ["ACM102"]


def test_what_was_told_is_told_again_without_importing_the_rule(site: Path, project: Path) -> None:
    trace = project.parent / "trace"
    rules = site / "acme_fclint" / "rules.py"
    rules.write_text(f"{RULE}\n\nopen({str(trace)!r}, 'a').write('.')\n")
    os.utime(rules, (1, 1))
    for _ in range(3):
        assert run("--output-format", "concise", site=site, cwd=project).returncode == 1
    assert trace.read_text() in (".", ".."), "the first time, perhaps the second: clocks tick"


# --- flake8


def test_flake8_hears_it_by_default_and_by_its_code(installed: Path, project: Path) -> None:
    def flake8(*arguments: str) -> list[str]:
        program = (str(SCRIPTS / "flake8"), "--isolated")
        done = run(*arguments, "index.py", site=installed, cwd=project, program=program)
        assert done.stderr == ""
        return [line.split()[1] for line in done.stdout.splitlines()]

    assert flake8() == ["ACM101"]
    assert flake8("--select", "ACM") == ["ACM101"]
    assert flake8("--select", "F,E,FC") == []
    assert flake8("--extend-select", "ACM1") == ["ACM101"]
    assert flake8("--extend-ignore", "FC") == ["ACM101"]
    assert flake8("--extend-ignore", "ACM101") == []


def test_flake8_tells_once_what_is_wrong_with_rules(site: Path, project: Path) -> None:
    (site / "acme_fclint" / "rules.py").write_text("raise RuntimeError('oh')\n")
    (project / "other.py").write_text(WILDCARD)
    program = (str(SCRIPTS / "flake8"), "--isolated", "--jobs", "2")
    done = run(".", site=site, cwd=project, program=program)
    said = "cannot load rules of acme-fclint 1.2 (acme_fclint.rules): RuntimeError: oh"
    assert done.stdout == f"./index.py:1:1: FC000 {said}\n"


# --- its tests


def test_the_rule_of_the_documentation_is_typed(tmp_path: Path) -> None:
    """mypy --strict finds nothing in it: what rules see has types."""
    (tmp_path / "acm101.py").write_text(RULE)
    (tmp_path / "mypy.ini").write_text(
        f"[mypy]\nstrict = true\nfollow_imports = silent\nmypy_path = {ROOT.as_posix()}\n"
    )
    done = run("acm101.py", site=None, cwd=tmp_path, program=(sys.executable, "-m", "mypy"))
    assert done.returncode == 0, done.stdout


def test_the_tests_that_the_documentation_shows_pass(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "test_rules.py").write_text(TESTS)
    program = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    done = run("test_rules.py", site=installed, cwd=tmp_path, program=program)
    assert "2 passed" in done.stdout, done.stdout
