"""What a handler is interested in: the bridge from the analysis to those who send it requests."""

from __future__ import annotations

from dataclasses import dataclass

from fclint.dryrun.process import Function
from fclint.questions import Question
from fclint.targets import Conditions


@dataclass(frozen=True, slots=True)
class Interest:
    """What a handler asks of requests. ``unknown`` says why nothing is known, or is empty."""

    questions: tuple[Question, ...] = ()
    unknown: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """The keys of environ that it reads."""
        return frozenset(q.part.name for q in self.questions if q.part.kind == "environ")


def interest_of(function: Function) -> Interest:
    """What the handler of ``function`` asks of requests, by its source.

    Executes none of it, and raises nothing: where the source can't be analysed, nothing is known.
    """
    from fclint.source.modules import find_module

    written = function.facts.handler
    looked = find_module(function.root, written)
    if looked.file is None:
        return Interest(unknown=looked.told(function.root) or "its module is no Python file")
    try:
        return _of_file(looked.file, function)
    except Exception as error:  # whatever goes wrong in here, requests can be sent
        return Interest(unknown=f"it could not be analysed ({type(error).__name__})")


def _of_file(filename: str, function: Function) -> Interest:
    from fclint.analysis import analyse
    from fclint.source.module import SourceModule, SourceSyntaxError
    from fclint.source.project import Project

    try:
        with open(filename, "rb") as file:
            data = file.read()
        module = SourceModule.parse(data, filename)
    except SourceSyntaxError as error:
        return Interest(unknown=f"line {error.row} does not parse: {error.message}")
    except OSError as error:
        return Interest(unknown=f"it cannot be read: {error.strerror or error}")
    project = Project((function.root,))
    project.add(filename, module)
    runs = analyse(
        module,
        target=function.target,
        handlers=(function.facts.handler,),
        project=project,
        conditions=Conditions(
            environment=frozenset(function.environment), runtime=function.facts.runtime
        ),
        with_questions=True,
    )
    named = [run for run in runs if run.explicit]
    found = dict.fromkeys(question for run in named or runs for question in run.questions)
    return Interest(tuple(found), "" if named else _NOT_FOLLOWED)


_NOT_FOLLOWED = "it is an application of a framework, or behind something that isn't followed"
