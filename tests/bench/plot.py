#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What compare.py measured, as a drawing: time against size, both logarithmic.

plot.py RESULTS >RESULTS.svg
"""

import json
import math
import statistics
import sys

WIDTH, HEIGHT = 760, 480
LEFT, RIGHT, TOP, BOTTOM = 70, 210, 40, 50
COLOURS = ("#0b6e4f", "#2ca25f", "#99d8c9", "#1f4e9c", "#7ba3d9", "#7b3294",
           "#c2a5cf", "#d95f02", "#8c6d31", "#666666", "#a50f15")


class Axis:
    """Maps a range of numbers, by logarithm, to a stretch of the drawing."""

    def __init__(self, low, high, start, end):
        self.low, self.high = math.log10(low), math.log10(high)
        self.start, self.end = start, end

    def at(self, x):
        """Where x stands."""
        part = (math.log10(x) - self.low) / ((self.high - self.low) or 1)
        return self.start + part * (self.end - self.start)

    def powers(self):
        """Powers of ten within the range."""
        for k in range(math.ceil(self.low - 1e-9),
                       math.floor(self.high + 1e-9) + 1):
            yield 10.0 ** k


def spread(places, least):
    """The same places, moved apart until they are `least` from each other."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = list(places)
    for before, i in zip(order, order[1:]):
        moved[i] = max(moved[i], moved[before] + least)
    return moved


def text(x, y, words, anchor="start", colour="#222"):
    """One line of text."""
    return ('<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s">%s</text>'
            % (x, y, anchor, colour, words))


def grid(across, up):
    """Axes with their powers of ten."""
    for n in across.powers():
        x = across.at(n)
        yield '<line x1="%.1f" y1="%d" x2="%.1f" y2="%d"/>' % (
            x, TOP, x, HEIGHT - BOTTOM)
        yield text(x, HEIGHT - BOTTOM + 18, format(int(n), ","), "middle")
    for s in up.powers():
        y = up.at(s)
        yield '<line x1="%d" y1="%.1f" x2="%d" y2="%.1f"/>' % (
            LEFT, y, WIDTH - RIGHT, y)
        yield text(LEFT - 6, y + 4, "%g s" % s, "end")
    yield text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "officials",
               "middle")
    yield text(LEFT, TOP - 16, "Eight questions from CSV: wall time of the "
               "whole process (all rules for comparison)")


def curves(lines, across, up):
    """A line with its dots for each program, named at its right end."""
    ends = spread([up.at(points[-1][1]) for points in lines.values()], 15)
    for (name, points), colour, y in zip(lines.items(), COLOURS, ends):
        places = [(across.at(n), up.at(s)) for n, s in points]
        yield ('<polyline fill="none" stroke="%s" stroke-width="2" '
               'points="%s"/>' % (colour, " ".join(
                   "%.1f,%.1f" % p for p in places)))
        for x, at in places:
            yield '<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>' % (
                x, at, colour)
        yield text(WIDTH - RIGHT + 12, y + 4, name, "start", colour)


def main(path):
    """Prints the drawing."""
    with open(path, encoding="utf-8") as f:
        results = json.load(f)
    lines = {}
    for result in results:
        for name, runs in result["runs"].items():
            lines.setdefault(name, []).append(
                (result["meta"]["officials"],
                 statistics.median(r[0] for r in runs)))
    sizes = [n for points in lines.values() for n, _ in points]
    times = [s for points in lines.values() for _, s in points]
    across = Axis(min(sizes), max(max(sizes), min(sizes) + 1), LEFT,
                  WIDTH - RIGHT)
    up = Axis(min(times) * 0.8, max(times) * 1.25, HEIGHT - BOTTOM, TOP)
    print('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" '
          'font-family="sans-serif" font-size="12">' % (WIDTH, HEIGHT))
    print('<rect width="100%" height="100%" fill="#fff"/>')
    print('<g stroke="#ddd" fill="none" stroke-width="1">')
    print("\n".join(line for line in grid(across, up)
                    if line.startswith("<line")))
    print("</g>")
    print("\n".join(line for line in grid(across, up)
                    if not line.startswith("<line")))
    print("\n".join(curves(lines, across, up)))
    print("</svg>")


if __name__ == "__main__":
    main(sys.argv[1])
