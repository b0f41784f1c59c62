#!/usr/bin/env python3
"""Takes the picture of `ian top` for the documents: what a real terminal shows of a real demo, drawn from its bytes.

  scripts/picture-of-top.py [--seconds N] [--size COLUMNSxROWS] [-o docs/images/top.svg]

Starts a demo of three nodes at a slow pace, lets it run for a while (300 s), looks at its first node and ends both.
Needs Python 3.8 or newer on Linux, and what ./ian needs. IAN names another program to run.
"""
import argparse
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import tempfile
import termios
import time
import unicodedata
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOKEN = re.compile(r"\x1b\[([?0-9;$]*)([A-Za-z])|([^\x1b])", re.S)
FOREGROUND, GROUND = "#d7dae0", "#14171c"
COLOURS = {"31": "#ff6b6b", "32": "#5fd38d", "33": "#f0b64d"}
DIM = "#7f8896"
CELL, LEADING, MARGIN = 8.4, 19, 16


def watch(command, columns, rows, seconds):
    """What a terminal of that size gets from a command within that time; `q` ends it."""
    pid, terminal = pty.fork()
    if pid == 0:
        environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "LC_CTYPE", "LANG")}
        os.execvpe(command[0], command, {**environment, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    end, data, quit_sent = time.monotonic() + seconds, b"", False
    while True:
        if not quit_sent and time.monotonic() > end:
            os.write(terminal, b"q")
            quit_sent = True
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                data += os.read(terminal, 65536)
            except OSError:
                break
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code != 0:
        raise SystemExit("ian top ended with exit code %d: %s" % (code, data.decode(errors="replace")))
    return data.decode()


def cells(text, columns, rows):
    """The screen before the program left it: for each row a list of (character, style)."""
    text = text[: text.rindex("\x1b[?1049l")]
    screen = [[(" ", ())] * columns for _ in range(rows)]
    row = column = 0
    style = ()
    for parameters, command, character in TOKEN.findall(text):
        if character:
            wide = unicodedata.east_asian_width(character) in "WF"
            screen[row][column] = (character, style)
            if wide:
                screen[row][column + 1] = ("", style)
            column += 2 if wide else 1
        elif command == "H":
            row, column = (int(n) - 1 for n in parameters.split(";"))
        elif command == "K":
            screen[row][column:] = [(" ", ())] * (columns - column)
        elif command == "J":
            screen = [[(" ", ())] * columns for _ in range(rows)]
        elif command == "m":
            style = () if parameters in ("", "0") else style + (parameters,)
    return screen


def svg(screen):
    columns, rows = len(screen[0]), len(screen)
    width, height = columns * CELL + 2 * MARGIN, rows * LEADING + 2 * MARGIN
    out = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" role="img" '
        'aria-label="ian top: a node watched from a terminal">' % (width, height),
        '<rect width="%g" height="%g" rx="8" fill="%s"/>' % (width, height, GROUND),
        '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14">',
    ]
    for y, line in enumerate(screen):
        x = 0
        while x < columns:
            start, style = x, line[x][1]
            while x < columns and line[x][1] == style:
                x += 1
            out.append(run(line[start:x], start, y, style))
    return "\n".join(out + ["</g>", "</svg>", ""])


def run(line, x, y, style):
    """Cells of one style: each word at its place, stretched to its cells, as fonts differ."""
    colour = next((COLOURS[s] for s in style if s in COLOURS), DIM if "2" in style else FOREGROUND)
    weight = ' font-weight="bold"' if "1" in style else ""
    parts = []
    if "7" in style:
        parts.append('<rect x="%g" y="%g" width="%g" height="%g" fill="%s"/>'
                     % (MARGIN + x * CELL, MARGIN + y * LEADING, len(line) * CELL, LEADING, FOREGROUND))
        colour = GROUND
    at = 0
    while at < len(line):
        end = at
        while end < len(line) and line[end][0] != " ":
            end += 1
        if end > at:
            word = "".join(c for c, _ in line[at:end])
            parts.append('<text x="%g" y="%g" textLength="%g" lengthAdjust="spacingAndGlyphs" fill="%s"%s>%s</text>'
                         % (MARGIN + (x + at) * CELL, MARGIN + y * LEADING + 14, (end - at) * CELL, colour, weight, escape(word)))
        at = end + 1
    return "".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--size", default="104x32")
    parser.add_argument("-o", "--output", default=str(ROOT / "docs/images/top.svg"))
    arguments = parser.parse_args()
    columns, rows = (int(n) for n in arguments.size.split("x"))
    ian = os.environ.get("IAN", str(ROOT / "ian")).split()
    with tempfile.TemporaryDirectory(prefix="ian-picture-") as directory:
        demo = subprocess.Popen(
            ian + ["demo", "--contributions", "100000", "--pace", "1.5", "--data-dir", directory],
            stdout=subprocess.PIPE, text=True)
        try:
            address = next(line.split()[1] for line in demo.stdout if line.startswith("Open http"))
            time.sleep(arguments.seconds)
            text = watch(ian + ["top", "--interval", "1", "--node", address.rstrip("/")], columns, rows, 45)
        finally:
            demo.terminate()
            demo.wait(30)
    Path(arguments.output).parent.mkdir(parents=True, exist_ok=True)
    Path(arguments.output).write_text(svg(cells(text, columns, rows)), encoding="utf-8")
    print(arguments.output)


if __name__ == "__main__":
    main()
