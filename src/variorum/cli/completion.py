"""The command that prints a shell's completion script."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from variorum.cli import variorum
from variorum.errors import UsageError


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print what makes a shell complete commands and options.

    \b
    Examples:
      eval "$(variorum completion bash)"                 # in ~/.bashrc
      variorum completion fish > ~/.config/fish/completions/variorum.fish
    """
    found = get_completion_class(shell)
    if found is None:
        raise UsageError(f"no completion for {shell}")
    click.echo(found(variorum, {}, "variorum", "_VARIORUM_COMPLETE").source())
