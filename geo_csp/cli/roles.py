"""``geo-csp roles``: who holds which role in this partnership's register."""

from __future__ import annotations

from contextlib import closing
from enum import StrEnum
from typing import Annotated

import typer

from geo_csp.cli.options import DEFAULT_AREA, DEFAULT_STORE, Area, Register, Store

app = typer.Typer(help="Who may see what: roles by the subject of sign-in.", no_args_is_help=True)

Subject = Annotated[
    str, typer.Argument(help="As the provider names the person: the page says it on signing in.")
]


class GrantedRole(StrEnum):
    public = "public"
    board = "board"
    partner = "partner"
    neighbourhood = "neighbourhood"
    analyst = "analyst"
    administrator = "administrator"


@app.command(name="list")
def list_roles(store: Store = DEFAULT_STORE, register: Register = "") -> None:
    """Print the roles as they are now."""
    from geo_csp.register.opening import open_register
    from geo_csp.register.viewers import roles_held

    with closing(open_register(store, register)) as opened:
        held = roles_held(opened)
    for each in held:
        wards = f"  {', '.join(sorted(each.wards))}" if each.wards else ""
        granted = f"since {each.at:%Y-%m-%d %H:%M} UTC, by {each.who}"
        typer.echo(f"{each.subject}  {each.role}{wards}  {granted}")
    if not held:
        typer.echo("Nobody holds a role. Next: geo-csp roles grant SUBJECT ROLE")


@app.command()
def grant(
    subject: Subject,
    role: Annotated[GrantedRole, typer.Argument(help="In place of the one held now.")],
    ward: Annotated[
        list[str] | None, typer.Option(help="Code of a ward of a neighbourhood team; repeat it.")
    ] = None,
    area: Area = DEFAULT_AREA,
    store: Store = DEFAULT_STORE,
    register: Register = "",
) -> None:
    """Give someone a role. It counts from their next click."""
    from geo_csp.area_profile import load_profile
    from geo_csp.cli.noted import computer_user
    from geo_csp.register import viewers
    from geo_csp.register.opening import open_register

    profile, who = load_profile(area), computer_user()
    with closing(open_register(store, register)) as opened:
        viewers.grant(opened, profile, subject, role.value, wards=ward or (), who=who)
    typer.echo(f"{subject} now holds the role {role.value}.")


@app.command()
def revoke(subject: Subject, store: Store = DEFAULT_STORE, register: Register = "") -> None:
    """Take someone's role away. They see nothing from their next click."""
    from geo_csp.cli.noted import computer_user
    from geo_csp.register import viewers
    from geo_csp.register.opening import open_register

    with closing(open_register(store, register)) as opened:
        viewers.revoke(opened, subject, computer_user())
    typer.echo(f"{subject} holds no role any more.")
