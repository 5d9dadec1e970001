"""`noticing eval`: run evaluation prompts, compare two runs, and stop what is worse."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant import settings as settings_of

app = typer.Typer(
    help="Evaluation prompts: is a reply still true, still open, and the same for everybody?", no_args_is_help=True
)
Results = Annotated[Path, typer.Argument(help="A file of results (.jsonl).")]


@app.command("run")
def run_command(
    to: Annotated[Path, typer.Option(help="The file of results; what it holds already is not run again.")],
    engine: Annotated[
        list[str] | None,
        typer.Option(help="`embedded` (the default), `provider:model`, or `provider:model@address`; several in turn."),
    ] = None,
    cases: Annotated[
        list[Path] | None, typer.Option(help="Folders with cases, instead of those that come along.")
    ] = None,
    only: Annotated[str, typer.Option(help="Only cases whose id has this in it.")] = "",
    epochs: Annotated[int, typer.Option(help="How often each case is run.", min=1, max=100)] = 1,
    parallel: Annotated[int, typer.Option(help="How many cases at a time.", min=1, max=32)] = 1,
    seed: Annotated[int, typer.Option(help="For engines that use chance.")] = 0,
    prompts: Annotated[Path | None, typer.Option(help="A folder with other prompts.", exists=True)] = None,
    send_to: Annotated[str, typer.Option(help="The host that the cases may be sent to, for a hosted model.")] = "",
) -> None:
    """Run evaluation prompts through an engine.

    Example: noticing eval run --to before.jsonl
    """
    from dataclasses import replace

    from evals.engines import EMBEDDED
    from evals.report import figures_text
    from evals.results import read
    from evals.running import Plan, chosen, run_engine, targets

    given = settings_of.load()
    given = replace(given, prompts=prompts or given.prompts)
    plan = Plan(
        cases=chosen(given, cases or (), only),
        settings=given,
        epochs=epochs,
        parallel=parallel,
        seed=seed,
        allowed=send_to,
        whole=not only and not cases,
    )
    files = targets(to, engine or [EMBEDDED])
    for name, file in files.items():
        run_engine(name, file, plan, sys.stderr.write)
        print(*([f"{name}, in “{file}”:"] if len(files) > 1 else []), figures_text(read(file)), sep="\n")


@app.command()
def compare(
    a: Results,
    b: Results,
    form: Annotated[Literal["text", "md", "html"], typer.Option("--format", help="How to write it.")] = "text",
    to: Annotated[Path | None, typer.Option(help="The file to write, instead of printing.")] = None,
) -> None:
    """Compare two runs: cases that flipped first, then each figure with an interval.

    Example: noticing eval compare before.jsonl after.jsonl --format html --to compared.html
    """
    from evals import report, results
    from evals.comparing import compare as compared

    one, other = results.read(a), results.read(b)
    found = compared(one, other, (a.stem, b.stem))
    if form == "html":
        text = report.comparison_html(found, one, other)
    else:
        text = report.comparison_text(found, markdown=form == "md")
    if to:
        to.write_text(text, encoding="utf-8")
    print(f'Written to "{to}".' if to else text)


@app.command("judge")
def judge_command(
    file: Results,
    judge: Annotated[str, typer.Option(help="`provider:model`, or `provider:model@address`.")],
    times: Annotated[int, typer.Option(help="How often each reply is judged.", min=1, max=50)] = 5,
    send_to: Annotated[str, typer.Option(help="The host that the talks may be sent to, for a hosted judge.")] = "",
) -> None:
    """Have a language model judge the recorded replies, several times each, so that its noise is known.

    Example: noticing eval judge after.jsonl --judge ollama:llama3.2
    """
    from evals import judge as judging
    from evals.results import read

    made, name = judging.reach(judge, send_to=send_to), judge.partition("@")[0]
    for done, of in judging.judge(made, name, file, times=times):
        sys.stderr.write(f"{done} of {of} judged\n")
    print(judging.noise_text(read(file)) or "No answer could be read as a grade.")


@app.command("gate")
def gate_command(
    file: Results,
    thresholds: Annotated[Path, typer.Option("--gate", help="The YAML file of thresholds, with its baseline.")] = Path(
        __file__
    ).parent
    / "gate.yaml",
    keep: Annotated[bool, typer.Option("--keep", help="Write this run as the new baseline; needs --why.")] = False,
    why: Annotated[str, typer.Option(help="Why the baseline changes; kept in it, and in the log beside it.")] = "",
) -> None:
    """Exit with 1 if a run is short of its thresholds or its baseline, errored, or is not whole.

    Example: noticing eval gate after.jsonl
    """
    from evals import baseline, gate, results
    from evals.schema import CaseError

    wanted, records, folder = gate.load(thresholds), results.read(file), thresholds.parent
    if keep:
        if not wanted.baseline:
            raise CaseError(f"“{thresholds}” names no baseline. Add `baseline: baseline.json` to it.")
        baseline.keep(folder / wanted.baseline, records, why)
        sys.stderr.write("This run is the baseline now.\n")
    short = gate.shortfalls(wanted, records, folder)
    sys.stderr.writelines(f"{remark}\n" for remark in gate.remarks(wanted, records, folder))
    print("\n".join(short) if short else "Nothing is short.")
    if short:
        raise typer.Exit(1)


@app.command()
def reading(
    part: Annotated[Literal["dev", "apart", "train"], typer.Option(help="Which annotated cases.")] = "dev",
) -> None:
    """Print how well notes are read, over the annotated cases.

    Example: noticing eval reading
    """
    from evals import score

    sys.argv = ["score", "--part", part]
    score.main()


@app.command()
def view(
    file: Results,
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1.", min=1, max=65535)] = 7575,
    log_dir: Annotated[Path | None, typer.Option(help="Write the log here and do not serve it.")] = None,
) -> None:
    """Show the talks and scores of a run in Inspect's viewer; needs `pip install 'noticing[evals]'`.

    Example: noticing eval view after.jsonl
    """
    from evals import results
    from evals.schema import CaseError

    try:
        from evals.inspect_log import log
    except ImportError as error:
        raise CaseError(
            "The viewer needs the package `inspect-ai`. Install it with `pip install 'noticing[evals]'`."
        ) from error
    records = results.read(file)
    if log_dir:
        print(f'Written to "{log(records, log_dir)}".')
        return
    with tempfile.TemporaryDirectory(prefix="noticing-view-") as folder:
        log(records, Path(folder))
        print(f"The viewer is at http://127.0.0.1:{port} (Ctrl and C stop it)")
        command = [sys.executable, "-m", "inspect_ai", "view", "--host", "127.0.0.1", "--port", str(port)]
        subprocess.run([*command, "--log-dir", folder], check=False)
