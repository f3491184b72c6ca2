"""The ``geo-csp`` command: arguments to calls, answers to text, errors to exit codes.

The rooms behind the commands are imported where they are used, so that ``--help`` and ``status``
answer at once.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from geo_csp.cli import audit, disclosure, meeting, roles
from geo_csp.cli.answers import county_lines, figures, hotspots
from geo_csp.cli.board import board
from geo_csp.cli.erase import erase
from geo_csp.cli.options import (
    DEFAULT_AREA,
    DEFAULT_STORE,
    Area,
    Register,
    Store,
)
from geo_csp.cli.pack import pack
from geo_csp.cli.priorities import priorities
from geo_csp.cli.told_twice import told_twice
from geo_csp.errors import EXIT_FAILED, GeoCspError

app = typer.Typer(
    help="Neighbourhood crime by ward, for Community Safety Partnerships.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.add_typer(disclosure.app, name="disclosure")
app.add_typer(roles.app, name="roles")
app.add_typer(audit.app, name="audit")
app.add_typer(meeting.register_app, name="register")
app.add_typer(meeting.actions_app, name="actions")
app.command(name="case-review")(meeting.case_review)
app.command(name="told-twice")(told_twice)
app.command()(board)
app.command()(erase)
app.command()(figures)
app.command()(hotspots)
app.command()(county_lines)
app.command()(priorities)
app.command()(pack)


@app.command()
def load(
    paths: Annotated[
        list[Path],
        typer.Argument(help="data.police.uk folders, zips or CSVs; extracts as CSV or XLSX."),
    ],
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Read the months' files into the store. A month loaded again replaces that source's month."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.noted import note_load
    from geo_csp.cli.said import load_report
    from geo_csp.incidents.load import load as load_files
    from geo_csp.incidents.store import read_manifest

    profile, held = load_profile(area), read_manifest(store)
    with typer.progressbar(length=100, label="Loading", file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.update(int(100 * done / max(total, 1)) - bar.pos)

        report = load_files(paths, profile, store, progress)
    note_load(store, register, report, held)
    typer.echo(load_report(report, profile))
    raise typer.Exit(report.exit_code)


@app.command()
def status(
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Say what is loaded: months, sources, rows, gaps, breaks and the newest complete month."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.said import status_report
    from geo_csp.incidents.coverage import status as status_of

    found = status_of(store, load_profile(area))
    typer.echo(json.dumps(found, indent=2) if as_json else status_report(found))


@app.command(name="run")
def run_month(
    month: Annotated[str, typer.Option(help="The month to look into: 2025-12.")],
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Publish sensitive categories up to the month; find and publish hotspots and priorities."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.hotspot_text import run_report
    from geo_csp.cli.noted import computer_user, note
    from geo_csp.disclosure.hotspots import hotspots as released_hotspots
    from geo_csp.disclosure.release import open_data_set
    from geo_csp.disclosure.taken_away import full_marking
    from geo_csp.monthly.meeting import put_on_record
    from geo_csp.monthly.run import run_month as run_for
    from geo_csp.register.opening import open_register
    from geo_csp.roles import ROLES, Viewer

    profile = load_profile(area)
    data = open_data_set("own", "Your own data", store, profile)
    if data.is_protected:
        note(store, register, "combination", "geo-csp run", {"month": month})
    with typer.progressbar(length=100, label="Running", file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.update(int(100 * done / max(total, 1)) - bar.pos)

        with closing(open_register(store, register)) as opened:
            made = run_for(store, profile, month, progress, opened)
            put_on_record(opened, made, computer_user())
    marking = full_marking(released_hotspots(data, Viewer(ROLES["analyst"]), month))
    typer.echo(f"{marking}\n{run_report(made)}")


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the demonstration's source files.")],
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    seed: Annotated[int, typer.Option(help="Another seed, another county of incidents.")] = 1,
) -> None:
    """Write three years of synthetic source files, in the shapes that load reads."""
    from geo_csp.area_profile import load_profile
    from geo_csp.demo.council_reports import write_council_reports
    from geo_csp.demo.generate import generate

    profile = load_profile(area)
    files = generate(profile, out, seed=seed) + write_council_reports(profile, out, seed=seed)
    typer.echo(
        f"{len(files)} files of synthetic demonstration data written to {out}\n"
        f"Next: geo-csp load {out} --store {store}"
    )


def run() -> None:
    """The command's entry: what a user can put right is one line and exit code 2."""
    try:
        app()
    except GeoCspError as error:
        typer.echo(f"geo-csp: {error}", err=True)
        sys.exit(EXIT_FAILED)
    except BrokenPipeError:
        # The reader has gone (a pipe into head): nothing is left to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAILED)
    except Exception:
        # Python's own code for a fault is 1, which here means that some rows were set aside.
        traceback.print_exc()
        typer.echo("geo-csp: a fault of the program: please report the lines above", err=True)
        sys.exit(EXIT_FAILED)
