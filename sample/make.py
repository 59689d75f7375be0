"""Write the sample register: investigations.csv, jits.csv, meetings.csv, always the same to the byte.

python sample/make.py [--into DIRECTORY]
"""

import argparse
import csv
from pathlib import Path

import gatherings
import investigations
import teams

HERE = Path(__file__).resolve().parent


def write(path, header, rows):
    """Write a CSV file as the register reads it: UTF-8, comma, one line feed, a header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main():
    """Make all three files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--into", type=Path, default=HERE, help="directory to write to (default: beside this script)"
    )
    directory = parser.parse_args().into
    cases = investigations.make_cases()
    all_teams = teams.make_teams(cases)
    meetings = gatherings.make_meetings(cases, all_teams)
    write(directory / "investigations.csv", investigations.HEADER, investigations.rows(cases))
    write(directory / "jits.csv", teams.HEADER, teams.rows(all_teams))
    write(directory / "meetings.csv", gatherings.HEADER, gatherings.rows(meetings))
    print(f"{len(cases)} cases, {len(all_teams)} teams, {len(meetings)} meetings in {directory}")


if __name__ == "__main__":
    main()
