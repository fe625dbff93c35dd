"""Every command of ``liantu``: its name, its function, its options and the panel of the help that lists it."""

from __future__ import annotations

from typing import Any

import click

from loaders.access.role import ROLE_WORDS
from ui.cli.command import Command, Group, Panel
from ui.cli.log import show_log
from ui.cli.options import (
    ATLAS,
    COMPANIES,
    EXPORT_FORMAT,
    FILE,
    FORMAT_OPTION,
    OUTPUT,
    PAIR_PAGE,
    REGION,
    ROWS,
    SCOPE,
    STORE,
    WEB,
    AccountDetails,
    Bundle,
    FactDetails,
    FollowChoice,
    FollowDetails,
    ListOptions,
    SelectionLimits,
    SourceOptions,
    argument,
    option,
    row_output,
)
from ui.settings import DEFAULT_MCP_PORT

STORE_COMMANDS = (
    Command(
        "start",
        "serve:start",
        option("--serve/--no-serve", "serve_page", default=True),
        option("-o", "--output", type=FILE, metavar="FILE", default=None),
        WEB,
        STORE,
    ),
    Command("serve", "serve:serve", WEB, STORE),
    Command("stop", "stop:stop", option("--force", is_flag=True), STORE),
    Command("status", "status:show_status", FORMAT_OPTION, STORE),
    Command("export", "snapshots:export", EXPORT_FORMAT, OUTPUT, STORE),
    Command("import", "snapshots:import_", argument("file", type=FILE), option("--replace", is_flag=True), STORE),
    Command(
        "backup",
        "backup:backup",
        option("-o", "--output", "folder", type=FILE, metavar="FOLDER"),
        option("--keep", type=click.IntRange(min=1), metavar="N"),
        option("--verify/--no-verify", default=True),
        STORE,
    ),
    Command(
        "restore",
        "backup:restore",
        argument("file", type=FILE),
        option("--replace", is_flag=True),
        option("--save/--no-save", default=True),
        STORE,
    ),
    Command("doctor", "doctor:doctor", option("--installation", is_flag=True), STORE),
    Command("check", "check:check", ROWS, STORE),
)
DATA_COMMANDS = (
    Command(
        "load",
        "datasets:load",
        argument("sources", nargs=-1),
        option("--all", "all_", is_flag=True),
        option("--text", type=FILE, metavar="FILE"),
        Bundle(
            "list_options",
            ListOptions,
            (
                option("--map", "mapping", type=FILE, metavar="FILE"),
                option("--dry-run", is_flag=True),
                option("--refused", type=FILE, metavar="FILE"),
            ),
        ),
        STORE,
    ),
    Command(
        "map",
        "lists:map_",
        argument("file", type=FILE),
        option("--publisher", default="", show_default=False),
        option("--header", type=click.IntRange(0), metavar="ROW"),
        REGION,
        OUTPUT,
        STORE,
    ),
    Command(
        "read",
        "reading:read",
        argument("file", type=FILE),
        option("--proposals", type=FILE, metavar="FOLDER"),
        Bundle(
            "source",
            SourceOptions,
            (
                option("-o", "--output", "folder", type=FILE, metavar="FOLDER"),
                option("--id", default="", show_default=False),
                option("--title", default="", show_default=False),
                option("--publisher", default="", show_default=False),
                option("--published", default="", metavar="DATE", show_default=False),
                REGION,
                option("--accept", type=click.FloatRange(0, 1)),
            ),
        ),
        FORMAT_OPTION,
        STORE,
    ),
    Command(
        "update",
        "update:update",
        argument("file", type=FILE),
        option("--key", type=FILE, metavar="FILE"),
        option("--yes", is_flag=True),
        STORE,
    ),
    Command("unload", "datasets:unload", argument("dataset"), STORE),
    Command("new-dataset", "datasets:new_dataset", argument("folder", type=FILE)),
    Command(
        "new-region",
        "regions:add_region",
        argument("name"),
        option("--chain", "chains", multiple=True),
        option("-o", "--output", "folder", type=FILE, metavar="FOLDER"),
        STORE,
    ),
    Command(
        "new-chain",
        "regions:add_chain",
        argument("file", type=FILE),
        option("--publisher", default="", show_default=False),
        REGION,
        option("-o", "--output", "folder", type=FILE, metavar="FOLDER"),
        STORE,
    ),
    Command(
        "template",
        "regions:write_template",
        argument("kind"),
        option("-o", "--output", type=FILE, metavar="FILE"),
    ),
    Command("history", "history:show_history", option("--dataset", default="", show_default=False), ROWS, STORE),
    Command("undo", "history:undo", argument("load"), STORE),
    Command(
        "compare",
        "compare:compare",
        argument("lists", nargs=-1),
        option("--before"),
        option("--after"),
        option("--add", type=FILE, metavar="FILE"),
        row_output("xlsx", "docx"),
        SCOPE,
    ),
)
QUESTIONS = Command("questions", "questions:questions", row_output(limit=20), SCOPE)
PLAN_CHECK = Command("plan-check", "plan_check:plan_check", ROWS, SCOPE)
ANALYSIS_COMMANDS = (
    Command("chains", "chains:chains", ROWS, SCOPE),
    Command("gaps", "gaps:gaps", option("--against", type=FILE, metavar="FILE"), row_output("xlsx"), SCOPE),
    Command("explain", "gaps:explain", argument("gap"), OUTPUT, SCOPE),
    QUESTIONS,
    Command("routes", "routes:routes", argument("chain"), option("--to", type=click.FloatRange(0, 1)), ROWS, SCOPE),
    Command("stress", "scenarios:stress", option("--remove", multiple=True), ROWS, SCOPE),
    Command(
        "whatif",
        "scenarios:whatif",
        option("--add", type=FILE, metavar="FILE"),
        option("--done", multiple=True),
        ROWS,
        SCOPE,
    ),
    Command(
        "targets",
        "targets:targets",
        Bundle(
            "selection",
            SelectionLimits,
            (
                option("--chain", multiple=True),
                option("--segment", multiple=True),
                option("-k", type=click.IntRange(0, 100), default=10),
                option("--budget", type=click.FloatRange(min=0)),
                option("--cost", multiple=True),
                option("--must", multiple=True),
                option("--never", multiple=True),
                option("--per-parent", type=click.IntRange(min=1)),
                option("--needs", is_flag=True),
                option("--seconds", type=click.FloatRange(min=0), default=10.0),
            ),
        ),
        row_output("xlsx", "docx"),
        SCOPE,
    ),
    Command(
        "needs", "needs:needs", argument("file", type=FILE), option("--keep", is_flag=True), row_output("xlsx"), SCOPE
    ),
    Command(
        "brief",
        "brief:brief",
        argument("chains", nargs=-1),
        option("-o", "--output", type=FILE, metavar="FILE", required=True),
        option("--template", type=FILE, metavar="FILE"),
        SCOPE,
    ),
    Command(
        "district",
        "district:district",
        argument("name", default=""),
        row_output("xlsx", "svg", "png"),
        SCOPE,
    ),
    Command(
        "atlas",
        "atlas:atlas",
        argument("folder", type=FILE),
        option("-o", "--output", type=FILE, metavar="FOLDER", required=True),
        ATLAS,
    ),
    Command(
        "companies",
        "companies:companies",
        argument("files", nargs=-1, required=True, type=FILE),
        option("-o", "--output", type=FILE, metavar="FOLDER", required=True),
        COMPANIES,
    ),
    Command("beside", "beside:beside", argument("left"), argument("right"), row_output("xlsx", "docx"), SCOPE),
    Command(
        "peers",
        "peers:peers",
        option("--show", type=click.Choice(["peers", "segments", "strengths"]), default="peers"),
        option("--back-test", type=int, nargs=2, metavar="YEAR YEAR"),
        row_output("xlsx"),
        SCOPE,
    ),
    PLAN_CHECK,
)
LIST_PAIRS = Command("dedupe list", "dedupe:list_pairs", PAIR_PAGE, ROWS, STORE)
DECIDE = Command(
    "dedupe decide",
    "dedupe:decide",
    argument("verdict"),
    argument("left"),
    argument("right", default=""),
    option("--reason", default="", show_default=False),
    STORE,
)
EXPLAIN_PAIR = Command("dedupe explain", "dedupe:explain", argument("left"), argument("right"), STORE)
ADD_FACT = Command(
    "fact add",
    "facts:add",
    argument("segment"),
    argument("organisation", default=""),
    Bundle(
        "details",
        FactDetails,
        (
            option("--role", default=""),
            option("--source", default="", show_default=False),
            option("--since", default="", show_default=False),
            option("--status", default="existing"),
            option("--note", default="", show_default=False),
            REGION,
        ),
    ),
    STORE,
)
LIST_FOLLOW_UPS = Command(
    "follow list",
    "follow:list_follow_ups",
    Bundle(
        "choice",
        FollowChoice,
        (
            option("--state", multiple=True),
            option("--chain", multiple=True),
            option("--owner", default="", show_default=False),
        ),
    ),
    row_output("xlsx"),
    SCOPE,
)
MARK_FOLLOW_UP = Command(
    "follow mark",
    "follow:mark",
    argument("state"),
    argument("subject"),
    Bundle(
        "details",
        FollowDetails,
        (
            option("--chain", default="", show_default=False),
            option("--owner", default="", show_default=False),
            option("--day", default="", metavar="DATE", show_default=False),
            option("--note", default="", show_default=False),
        ),
    ),
    SCOPE,
)
LOAD_FOLLOW_UPS = Command("follow load", "follow:load_back", argument("file", type=FILE), SCOPE)
WRITE_VISITS = Command(
    "visit sheets",
    "visits:write_visits",
    argument("chains", nargs=-1),
    option("--by", type=click.Choice(["firm", "park"]), default="firm"),
    option("-o", "--output", type=FILE, metavar="FILE", required=True),
    SCOPE,
)
LOAD_VISITS = Command("visit load", "visits:load_filled", argument("file", type=FILE), REGION, STORE)
REVIEW_COMMANDS = (
    Group("dedupe", [Panel("", (LIST_PAIRS, DECIDE, EXPLAIN_PAIR))]),
    Group("fact", [Panel("", (ADD_FACT,))]),
    Group("follow", [Panel("", (LIST_FOLLOW_UPS, MARK_FOLLOW_UP, LOAD_FOLLOW_UPS))]),
    Group("visit", [Panel("", (WRITE_VISITS, LOAD_VISITS))]),
)
QUERY_COMMANDS = (
    Command("ask", "ask:ask", argument("question"), ROWS, SCOPE),
    Command("search", "query:search", argument("text"), row_output(limit=20), STORE),
    Command("queries", "query:queries", ROWS),
    Command("query", "query:query", argument("name"), option("--param", multiple=True), ROWS, STORE),
    Command("cypher", "query:cypher", argument("text"), ROWS, STORE),
    Command(
        "mcp",
        "mcp:mcp",
        option("--http", is_flag=True),
        option("--port", type=click.IntRange(min=0, max=65535), default=DEFAULT_MCP_PORT),
        REGION,
        STORE,
    ),
)
ROLE = option("--role", metavar="|".join(ROLE_WORDS), default=ROLE_WORDS[0])
ACCOUNT = argument("account")
ADD_ACCOUNT = Command(
    "account add",
    "accounts:add",
    ACCOUNT,
    Bundle(
        "details",
        AccountDetails,
        (
            option("--name", default="", show_default=False),
            ROLE,
            option("--system-user", default="", show_default=False),
            option("--subject", default="", show_default=False),
            option("--password/--no-password", default=True, show_default=False),
        ),
    ),
)
ACCESS_COMMANDS = (
    Group(
        "account",
        [
            Panel(
                "",
                (
                    Command("account list", "accounts:list_accounts", ROWS),
                    ADD_ACCOUNT,
                    Command("account role", "accounts:set_role", ACCOUNT, argument("role")),
                    Command("account password", "accounts:set_password", ACCOUNT),
                    Command("account disable", "accounts:disable", ACCOUNT),
                    Command("account enable", "accounts:enable", ACCOUNT),
                    Command("account group", "accounts:set_group", argument("group"), argument("role")),
                ),
            )
        ],
    ),
    Group(
        "audit",
        [
            Panel(
                "",
                (
                    Command("audit show", "audit:show", row_output(limit=100)),
                    Command("audit verify", "audit:verify", option("--head", default="", show_default=False)),
                ),
            )
        ],
    ),
)
PANELS = (
    Panel("store", STORE_COMMANDS),
    Panel("data", DATA_COMMANDS),
    Panel("analysis", ANALYSIS_COMMANDS),
    Panel("review", REVIEW_COMMANDS),
    Panel("query", QUERY_COMMANDS),
    Panel("access", ACCESS_COMMANDS),
)
OLD_NAMES = {
    "doubts": LIST_PAIRS,
    "decide": DECIDE,
    "why-same": EXPLAIN_PAIR,
    "add": ADD_FACT,
    "unknowns": QUESTIONS,
    "wording": PLAN_CHECK,
}


def show_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Print the version and end."""
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version  # only this option needs it, and it takes 20 ms

        click.echo(f"liantu {version('liantu')}")
        ctx.exit()


def build_app() -> Group:
    """Return the root command."""
    parameters: list[Any] = [
        option("--version", is_flag=True, is_eager=True, expose_value=False, callback=show_version),
        option("-v", "--verbose", count=True, show_default=False),
    ]
    return Group(
        "liantu",
        PANELS,
        hidden={name: command.alias(name) for name, command in OLD_NAMES.items()},
        parameters=parameters,
        callback=show_log,
    )
