"""Rules in files of the user: --append-rules and FCLINT_APPEND_RULES; what is wrong with them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from fclint.cli import main
from fclint.configuration.config import ConfigError, read_config
from fclint.distributions import VARIABLE
from fclint.registry import load_rules
from rule_samples import RULE, WILDCARD, variant

HEAD = RULE.partition("class WildcardCors")[0]


@pytest.fixture(autouse=True)
def _in_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    project = tmp_path / "project"
    project.mkdir()
    (project / "index.py").write_text(WILDCARD)
    monkeypatch.chdir(project)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder with the documentation's rule."""
    folder = tmp_path / "house_rules"
    folder.mkdir()
    (folder / "acm101.py").write_text(RULE)
    return folder


def codes(*arguments: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The codes that a run tells."""
    main(["--no-cache", "--output-format", "json", *arguments])
    out, err = capsys.readouterr()
    assert err == ""
    return [each["code"] for each in json.loads(out)]


def test_a_file_or_all_files_of_a_folder_are_appended(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (rules / "acm102.py").write_text(variant(code="ACM102", name="wildcard", kind="Other"))
    (rules / "_shared.py").write_text("raise RuntimeError\n")
    (rules / "test_rules.py").write_text("raise RuntimeError\n")
    assert codes(capsys=capsys) == []
    assert codes("--append-rules", str(rules / "acm101.py"), capsys=capsys) == ["ACM101"]
    assert codes("--append-rules", str(rules), capsys=capsys) == ["ACM101", "ACM102"]
    both = [f"--append-rules={rules / name}" for name in ("acm102.py", "acm101.py", "acm101.py")]
    assert codes(*both, capsys=capsys) == ["ACM101", "ACM102"]


def test_they_are_known_to_that_command_alone(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = load_rules()
    assert codes("--append-rules", str(rules), capsys=capsys) == ["ACM101"]
    assert main(["--append-rules", str(rules), "--select", "nothing"]) == 2
    assert VARIABLE not in os.environ
    assert load_rules() == own


def test_the_environment_names_them_too(
    rules: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = rules.parent / "other.py"
    other.write_text(variant(code="ACM102", name="wildcard"))
    monkeypatch.setenv(VARIABLE, f"{rules}{os.pathsep}{os.path.relpath(other)}")
    assert codes(capsys=capsys) == ["ACM101", "ACM102"]
    monkeypatch.setenv(VARIABLE, str(rules))
    assert codes("--append-rules", str(other), capsys=capsys) == ["ACM101", "ACM102"]


def test_modules_of_a_folder_import_each_other(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = RULE.replace("from fclint.values", "from ._texts import MESSAGE\nfrom fclint.values")
    (rules / "acm101.py").write_text(text.replace('"every site may read the response"', "MESSAGE"))
    (rules / "_texts.py").write_text('MESSAGE = "from next door"\n')
    for path in (rules, rules / "acm101.py"):
        assert main(["--no-cache", "--append-rules", str(path), "--output-format", "concise"]) == 1
        assert "ACM101 from next door" in capsys.readouterr().out


def test_a_base_class_is_no_rule(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = RULE.replace("(Rule):", "(_House):").replace(
        "class Wild", "class _House(Rule):\n    severity = WARNING\n\n\nclass Wild"
    )
    (rules / "acm101.py").write_text(text)
    assert codes("--append-rules", str(rules), capsys=capsys) == ["ACM101"]


def test_rules_that_share_a_module_have_docstrings_of_their_own(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = RULE.split('"""')[1].replace("Reports an", "Rule {} reports an")
    text = HEAD.split('"""', 2)[2]
    for number in (1, 2):
        body = RULE.partition("class WildcardCors(Rule):\n")[2]
        body = body.replace("ACM101", f"ACM10{number}").replace("wildcard-cors", f"cors-{number}")
        text += f'class R{number}(Rule):\n    """{page.format(number)}"""\n\n{body}\n\n'
    (rules / "acm101.py").write_text(text)
    assert main(["rule", "--append-rules", str(rules), "ACM102"]) == 0
    assert "What it does\nRule 2 reports an Access" in capsys.readouterr().out


def test_the_page_of_a_rule_says_where_it_comes_from(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rule", "--append-rules", str(rules), "wildcard-cors"]) == 0
    page = capsys.readouterr().out
    assert f"of: {rules}" in page
    assert "Our handbook" in page
    assert "https://github.com" not in page
    assert main(["rule", "--append-rules", str(rules), "ACM101", "--output-format", "json"]) == 0
    described = json.loads(capsys.readouterr().out)
    assert (described["url"], described["origin"]) == (None, str(rules))
    documented = rules.parent / "documented.py"
    documented.write_text(
        RULE.replace("    code,", '    url = "https://acme.example/1"\n    code,')
    )
    assert main(["rule", "--append-rules", str(documented), "ACM101"]) == 0
    assert "\nhttps://acme.example/1\n" in capsys.readouterr().out


def test_the_list_of_rules_holds_it(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "--append-rules", str(rules), "--all"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split(maxsplit=2)[:2] == ["ACM101", "wildcard-cors"]
    assert {line.index(line.split()[1]) for line in lines} == {8}


def test_it_speaks_by_default_but_not_where_the_selection_does_not_name_it(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append = ("--append-rules", str(rules))
    assert codes(*append, "--select", "FC", capsys=capsys) == []
    assert codes(*append, "--select", "FC,ACM1", capsys=capsys) == ["ACM101"]
    assert codes(*append, "--select", "ALL", capsys=capsys) == ["ACM101"]
    assert codes(*append, "--ignore", "ACM", capsys=capsys) == []
    (rules / "acm101.py").write_text(RULE.replace("WARNING", "INFO"))
    quiet = ("--append-rules", str(rules.rename(rules.with_name("quiet"))))
    assert codes(*quiet, capsys=capsys) == []
    assert codes(*quiet, "--extend-select", "ACM101", capsys=capsys) == ["ACM101"]


def test_configurations_name_its_code(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path(".fclint.toml").write_text('per-file-ignores = {"index.py" = ["ACM1"]}\n')
    assert codes("--append-rules", str(rules), capsys=capsys) == []
    assert main(["--no-cache"]) == 2
    assert (
        "no rule has the code 'ACM1'; rules of others have to be installed"
        in capsys.readouterr().err
    )


def test_comments_silence_it(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    append = ("--append-rules", str(rules))
    for comment in ("noqa: ACM101", "noqa: E501, ACM1", "fclint: ignore[ACM101]"):
        Path("index.py").write_text(WILDCARD.replace("'*')])", f"'*')])  # {comment}"))
        assert codes(*append, "--select", "ALL", capsys=capsys) == [], comment
    Path("index.py").write_text(WILDCARD.replace("'*'", "'x'").replace("[]", "[]  # noqa: ACM101"))
    assert codes(*append, "--select", "ALL", capsys=capsys) == [], "unused ones aren't told"


def test_noqa_comments_and_baselines_are_written_for_it(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append = ("--append-rules", str(rules))
    assert main([*append, "--write-baseline", "known.json"]) == 0
    capsys.readouterr()
    assert codes(*append, "--baseline", "known.json", capsys=capsys) == []
    assert main([*append, "--add-noqa"]) == 0
    assert "# noqa: ACM101" in Path("index.py").read_text()


@pytest.mark.slow
def test_a_dry_run_judges_by_it(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dry-run", "--append-rules", str(rules), "index.handler"]) == 1
    assert "ACM101 [warning] every site may read the response" in capsys.readouterr().out


def test_no_configuration_names_files_with_rules(rules: Path) -> None:
    Path(".fclint.toml").write_text(f'append-rules = ["{rules.as_posix()}"]\n')
    with pytest.raises(ConfigError, match="append-rules"):
        read_config(".fclint.toml")


WRONG = {
    "raise SystemExit(3)": "cannot load rules of {path}: SystemExit: 3",
    "import nothing_of_that_name": "ModuleNotFoundError: No module named 'nothing_of_that_name'",
    "def f(:": "SyntaxError: invalid syntax",
    "x = 1": "there is no rule in there",
    RULE.replace('"ACM101"', '"acm101"'): "must be letters, then digits, such as ACM101",
    RULE.replace('"ACM101"', "None"): "must be letters, then digits",
    RULE.replace('"ACM101"', '"FC999"'): "FC999: FC and a digit are how codes of fclint's own",
    RULE.replace('"ACM101", "wildcard-cors"', '"ACM101", "Wildcard CORS"'): "its name must be",
    RULE.replace("    code, name =", "    code, label ="): "ACM101: its name must be",
    RULE.replace("    summary =", "    text ="): "ACM101: its summary must be a line of text",
    RULE.replace("    advice =", "    text ="): "ACM101: its advice must be a line of text",
    RULE.replace("severity = WARNING", 'severity = "warning"'): "its severity must name one for",
    RULE.replace("severity = WARNING", 'severity = {"fc3": 1}'): "its severity must name one for",
    RULE.replace("    consequence =", "    text ="): "its consequence must be a line of text for",
    RULE.replace("## Fix safety", "## Fixes"): "or its module's, lacks '## Fix safety'",
    RULE.replace("on_response_completed", "on_response_complete"): "there is no event for "
    "on_response_complete(); did you mean 'on_response_completed'?",
    RULE.replace("    clean = (", "    clean = ('text', "): "reported and clean must hold Examples",
    RULE.replace('"wildcard-cors"', '"str-body"'): "two rules have the name str-body: of ",
    RULE.replace("    code,", "    def __init__(self, x): ...\n    code,"): "TypeError",
}


@pytest.mark.parametrize(("text", "told"), WRONG.items(), ids=WRONG.values())
def test_what_is_wrong_is_told_in_one_line(
    text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wrong.py"
    path.write_text(text)
    assert main(["--append-rules", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith(("fclint: cannot load rules of", "fclint: cannot use", "fclint: two rul"))
    assert str(path) in err
    assert told.format(path=path) in err


@pytest.mark.parametrize("name", ["nothing.py", "notes.txt", "my-rules.py"])
def test_what_is_no_module_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name != "nothing.py":
        (tmp_path / name).write_text(RULE)
    assert main(["--append-rules", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.startswith(f"fclint: cannot load rules of {tmp_path / name}: ")


def test_two_files_with_one_code_are_both_named(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("house.py").write_text(variant(name="another"))
    assert main(["--append-rules", str(rules), "--append-rules", "house.py"]) == 2
    said = f"fclint: two rules have the code ACM101: of {rules} and house.py\n"
    assert capsys.readouterr().err == said


def test_a_rule_that_raises_spoils_the_file_and_no_other(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (rules / "acm101.py").write_text(
        RULE.replace(
            "if event.headers is None:",
            "if 'a' in event.place.span.filename[-4:]:\n"
            "            raise KeyError('oh')\n        if event.headers is None:",
        )
    )
    Path("a.py").write_text(WILDCARD)
    assert main(["--no-cache", "--append-rules", str(rules), "--output-format", "concise"]) == 2
    out, err = capsys.readouterr()
    assert "index.py:2:5: ACM101" in out
    [line] = err.splitlines()
    assert line.startswith("fclint: a.py: the rule ACM101 of ")
    assert "failed: KeyError: 'oh' (acm101.py:" in line
    assert "github.com" not in line, "it is no bug of fclint's"
