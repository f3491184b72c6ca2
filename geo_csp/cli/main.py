"""The ``geo-csp`` command: arguments to calls, answers to text, errors to exit codes.

The rooms behind the commands are imported where they are used, so that ``--help`` and ``status``
answer at once.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from geo_csp.errors import EXIT_FAILED, GeoCspError

app = typer.Typer(
    help="Neighbourhood crime by ward, for Community Safety Partnerships.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Area = Annotated[str, typer.Option(help="The partnership: a folder under boundaries/.")]
Store = Annotated[
    Path,
    typer.Option(envvar="GEO_CSP_STORE", help="Where loaded months are kept."),
]
DEFAULT_AREA = "herefordshire"
DEFAULT_STORE = Path("data") / "store"


class Level(StrEnum):
    ward = "ward"
    locality = "locality"
    lsoa = "lsoa"
    county = "county"


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"
    geojson = "geojson"


class RoleName(StrEnum):
    public = "public"
    board = "board"
    partner = "partner"
    analyst = "analyst"


@app.command()
def load(
    paths: Annotated[
        list[Path],
        typer.Argument(help="data.police.uk folders, zips or CSVs; extracts as CSV or XLSX."),
    ],
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
) -> None:
    """Read the months' files into the store. A month loaded again replaces that source's month."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.said import load_report
    from geo_csp.incidents.load import load as load_files

    profile = load_profile(area)
    with typer.progressbar(length=100, label="Loading", file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.update(int(100 * done / max(total, 1)) - bar.pos)

        report = load_files(paths, profile, store, progress)
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


@app.command()
def figures(
    category: Annotated[str, typer.Option(help="asb, acquisitive, hate, burglary, all, ...")],
    months: Annotated[str, typer.Option(help="2025-06, or 2025-06:2025-12.")],
    by: Annotated[Level, typer.Option(help="What to count in.")] = Level.ward,
    output: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
    role: Annotated[
        RoleName, typer.Option(help="Whose view. analyst shows what may not leave the partnership.")
    ] = RoleName.public,
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
) -> None:
    """Print counts, rates per 1,000 residents a year and change, by area."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.said import figures_text, notes
    from geo_csp.disclosure import release
    from geo_csp.months import parse_span
    from geo_csp.roles import ROLES, Viewer

    data = release.open_data_set("own", "Your own data", store, load_profile(area))
    viewer = Viewer(ROLES[role.value])
    released = release.figures(data, viewer, by.value, category, parse_span(months))
    typer.echo(figures_text(data, released, output.value), nl=False)
    if output is not Format.table:
        typer.echo(notes(released), err=True)


@app.command(name="run")
def run_month(
    month: Annotated[str, typer.Option(help="The month to look into: 2025-12.")],
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
) -> None:
    """Find, test and publish the month's hotspots. A month run again replaces its old run."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.hotspot_text import run_report
    from geo_csp.monthly.run import run_month as run_for

    with typer.progressbar(length=100, label="Running", file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.update(int(100 * done / max(total, 1)) - bar.pos)

        made = run_for(store, load_profile(area), month, progress)
    typer.echo(run_report(made))


@app.command()
def hotspots(
    month: Annotated[str, typer.Option(help="A month that was run: 2025-12.")],
    category: Annotated[str | None, typer.Option(help="asb, drugs, ...; else all.")] = None,
    output: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
    role: Annotated[RoleName, typer.Option(help="Whose view.")] = RoleName.analyst,
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
) -> None:
    """Print the month's hotspots: where it is rising, how sure that is, and what has faded."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.hotspot_text import hotspots_notes, hotspots_text
    from geo_csp.disclosure import hotspots as released_hotspots
    from geo_csp.disclosure.release import open_data_set
    from geo_csp.roles import ROLES, Viewer

    data = open_data_set("own", "Your own data", store, load_profile(area))
    released = released_hotspots.hotspots(data, Viewer(ROLES[role.value]), month, category)
    typer.echo(hotspots_text(released, output.value), nl=False)
    if output is not Format.table:
        typer.echo(hotspots_notes(released), err=True)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the demonstration's source files.")],
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    seed: Annotated[int, typer.Option(help="Another seed, another county of incidents.")] = 1,
) -> None:
    """Write three years of synthetic source files, in the shapes that load reads."""
    from geo_csp.area_profile import load_profile
    from geo_csp.demo.generate import generate

    files = generate(load_profile(area), out, seed=seed)
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
