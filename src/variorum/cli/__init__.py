"""The command line: `variorum COMMAND`. Commands are loaded when they are called, so that `--help` answers at once."""

from __future__ import annotations

import io
import os
import sys
import traceback
from importlib import import_module

import click

from variorum import __version__
from variorum.errors import UsageError, VariorumError

OK, OURS, USAGE, PARTIAL, INTERRUPTED = 0, 1, 2, 3, 130

# name → (module of variorum.cli, one line of help), in the order of `--help`
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("work", "Read reports into a ledger: add, read, resolve, reckon."),
    "add": ("work", "Take files in and clean them into documents."),
    "read": ("work", "Read the documents that are unread."),
    "resolve": ("work", "Find which accounts are one incident, and reckon anew."),
    "reckon": ("work", "Work out figures, responsibility and disagreements anew."),
    "reread": ("work", "Read all documents again with this version's reader."),
    "diff": ("diff", "What a new reader changed, and which judgements want a look."),
    "incidents": ("tables", "The incidents: what, when, where, how many."),
    "show": ("tables", "One incident in full."),
    "news": ("history", "What changed since a day, incident by incident."),
    "claims": ("tables", "The claims: who says what, in whose words."),
    "victims": ("victims", "Who came to harm, by name, and who may be told of twice."),
    "documents": ("tables", "The documents of the ledger."),
    "actors": ("actors", "Who is named as responsible, and by which names."),
    "sources": ("sources", "Who publishes: the outlets, and the registry's word on them."),
    "problems": ("tables", "What could not be read or decided, counted."),
    "log": ("tables", "What was done to the ledger, and by whom."),
    "search": ("tables", "Search the texts."),
    "judge": ("judgements", "Accept, reject or correct a claim."),
    "same": ("judgements", "Say that two accounts, incidents or people by name are one."),
    "different": ("judgements", "Say that two accounts, incidents or people by name are not one."),
    "unsure": ("judgements", "Say that nobody can tell whether two accounts or incidents are one."),
    "copy": ("judgements", "Say that two documents are copies of one text."),
    "independent": ("judgements", "Say that two documents are independent of each other."),
    "alias": ("judgements", "Say that two names are one actor's, or two actors'."),
    "grade": ("judgements", "Say how well it is borne out that an actor did it."),
    "prefer": ("judgements", "Decide on a figure, before every rule."),
    "place": ("judgements", "Say which place a claim of a place means."),
    "assign": ("judgements", "Say to which account of its document a claim belongs."),
    "claim": ("judgements", "Make a claim that the reader did not find."),
    "undo": ("judgements", "Withdraw a judgement."),
    "selftest": ("selftest", "How good the reading is on the claims that you have judged."),
    "export": ("exports", "Write the ledger as JSON Lines or CSV."),
    "dossier": ("exports", "Write one self-contained page about an incident, or all."),
    "cite": ("history", "How to cite an incident's record."),
    "doctor": ("doctor", "What this machine has, what is missing, what to type."),
    "completion": ("completion", "Print what makes a shell complete commands."),
}

EXAMPLES = """\b
Examples:
  variorum run reports/ --ledger my.variorum
  variorum incidents
  variorum show ID
  variorum judge CLAIM correct 334 --reason "prosecutors' final count"
  variorum dossier --all -o dossier.html
"""


class _Commands(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command = getattr(import_module(f"variorum.cli.{module}"), f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            raise UsageError(f"there is no command {args[0]!r}" + (f": did you mean {near[0]!r}?" if near else "; see `variorum --help`"))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=_Commands, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="variorum")
def variorum() -> None:
    """Read many reports of violent events, and keep one sourced account of every incident.

    The ledger is --ledger, else $VARIORUM_LEDGER, else ./ledger.variorum. Exit codes: 0 all went well, 1 a fault of ours, 2 wrong usage,
    3 done in part (some input could not be read; see `variorum problems`), 130 interrupted.
    """


def _write_unicode() -> None:
    """What goes to files and pipes is UTF-8 whatever the locale; a terminal shows "?" for what it has no sign for."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit with its code."""
    _write_unicode()
    try:
        code = variorum.main(arguments, prog_name="variorum", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        code = USAGE
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("variorum: interrupted; what was done is kept, and the same command goes on from here", err=True)
        code = INTERRUPTED
    except VariorumError as error:
        click.echo(f"variorum: {error}", err=True)
        code = USAGE
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong. Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = OK
    except Exception:
        traceback.print_exc()
        click.echo("variorum: a fault of ours, not of yours; the ledger is whole. Please report it with the lines above", err=True)
        code = OURS
    sys.exit(code if isinstance(code, int) else OK)
