"""The examples that people read run."""

import doctest
import re
import subprocess
import sys

import planloom


def test_python_of_the_readme_runs(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", readme, flags=re.DOTALL | re.MULTILINE)
    assert blocks, "README.md has no block of Python"
    for block in blocks:
        run = subprocess.run(
            [sys.executable, "-W", "error", "-c", block],
            cwd=root,
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stderr


def test_examples_of_the_docstrings_parse():
    parser = doctest.DocTestParser()
    for item in (planloom, planloom.PlanBuilder):
        examples = parser.get_examples(item.__doc__)
        assert examples
        for example in examples:
            compile(example.source, "<example>", "single")


def test_example_of_the_builder_runs():
    examples = doctest.DocTestParser().get_examples(planloom.PlanBuilder.__doc__)
    names = {"planloom": planloom}
    for example in examples:
        exec(compile(example.source, "<example>", "exec"), names)
    assert planloom.find_faults(names["plan"]) == []
