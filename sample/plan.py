"""The years that the sample register has to reach, and support periods that reach them.

Of a case nothing is planned here but its periods: when it was opened, closed, and taken up again.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from dice import Dice

LAST_DAY = date(2026, 11, 15)

# year: (new, open at the end of the year, reopened). Ongoing and supported follow:
# ongoing(Y) = open_at_year_end(Y - 1) + reopened(Y); supported = new + ongoing.
YEARS = {
    2014: (24, 18, 0),
    2015: (45, 38, 0),
    2016: (66, 62, 0),
    2017: (78, 90, 1),
    2018: (66, 99, 1),
    2019: (86, 106, 2),
    2020: (111, 119, 2),
    2021: (170, 193, 3),
    2022: (132, 231, 3),
    2023: (172, 243, 4),
    2024: (158, 236, 4),
    2025: (163, 233, 3),
    2026: (141, 262, 3),
}

# Days on which at least one case is opened or closed, because a count may go wrong there.
OPENED_ON = {
    2016: ["2016-02-29"],
    2019: ["2019-01-01", "2019-12-31"],
    2020: ["2020-02-29"],
    2022: ["2022-01-01", "2022-12-31"],
    2024: ["2024-02-29"],
    2025: ["2025-01-01"],
}
CLOSED_ON_LAST_DAY = {2016: 1, 2018: 1, 2019: 2, 2020: 3, 2021: 1, 2022: 2, 2023: 2, 2025: 1}
ONE_DAY_CASE = date(2019, 4, 11)
TAKEN_UP_TWICE = (2022, 2025)
PAUSED_WITHIN = (2018, 2020, 2021, 2023, 2024)
DAY = timedelta(days=1)


@dataclass
class Life:
    """The support periods of one case: a list of [opened_on, closed_on or None], oldest first."""

    periods: list = field(default_factory=list)

    @property
    def began(self):
        return self.periods[0][0]

    @property
    def start(self):
        return self.periods[-1][0]

    @property
    def end(self):
        return self.periods[-1][1]

    def covers(self, day):
        """Say whether the case was supported on that day."""
        return any(start <= day and (end is None or day <= end) for start, end in self.periods)


def working_day(dice, first, last):
    """Return a Monday to Friday between two days (both included); the first one when there is none."""
    for _ in range(20):
        day = first + timedelta(days=dice.below((last - first).days + 1))
        if day.weekday() < 5:
            return day
    return first


def year_bounds(year):
    """Return the first and the last day of the year that the register knows."""
    return date(year, 1, 1), min(date(year, 12, 31), LAST_DAY)


def plan_lives():
    """Return the Life of every case that counts, by year of its first period and day."""
    dice = Dice(1)
    lives = []
    for year, (new, still_open, reopened) in YEARS.items():
        take_up(dice, lives, year, reopened)
        lives += fresh(dice, year, new)
        close(dice, lives, year, still_open)
    for year in PAUSED_WITHIN:
        pause_within(dice, lives, year, 2 if year == PAUSED_WITHIN[-1] else 1)
    return sorted(lives, key=lambda life: life.began)


def fresh(dice, year, number):
    """Return `number` lives that begin in the year; the days that matter are among them."""
    first, last = year_bounds(year)
    days = [date.fromisoformat(text) for text in OPENED_ON.get(year, [])]
    if year == ONE_DAY_CASE.year:
        days.append(ONE_DAY_CASE)
    while len(days) < number:
        days.append(working_day(dice, first, last))
    return [Life([[day, None]]) for day in sorted(days)]


def take_up(dice, lives, year, number):
    """Begin a further period for `number` cases that were closed before the year."""
    first, last = year_bounds(year)
    new_year_eve = first - DAY
    for turn in range(number):
        wanted = 2 if turn == 0 and year in TAKEN_UP_TWICE else 1
        resting = [
            life
            for life in lives
            if life.end
            and life.end < first - 60 * DAY
            and len(life.periods) == wanted
            and year - life.end.year < 4
        ]
        day = working_day(dice, first + 15 * DAY, last - 15 * DAY)
        if turn == 1 and year == 2021:
            resting = [life for life in lives if life.end == new_year_eve]
            day = first
        dice.pick(resting).periods.append([day, None])


def close(dice, lives, year, still_open):
    """Close as many running cases as it takes for `still_open` to go on past the end of the year."""
    first, last = year_bounds(year)
    running = [life for life in lives if life.end is None]
    weights = {
        number: closing_weight(life, year)
        for number, life in enumerate(running)
        if life.start <= last - 25 * DAY and life.start != ONE_DAY_CASE
    }
    number_of_closings = len(running) - still_open
    if year == ONE_DAY_CASE.year:
        number_of_closings -= 1
        next(life for life in running if life.start == ONE_DAY_CASE).periods[-1][1] = ONE_DAY_CASE
    chosen = [running[number] for number in dice.several(weights, number_of_closings)]
    on_last_day = CLOSED_ON_LAST_DAY.get(year, 0)
    for turn, life in enumerate(chosen):
        earliest = max(first, life.start + 20 * DAY)
        life.periods[-1][1] = last if turn < on_last_day else working_day(dice, earliest, last)


def closing_weight(life, year):
    """Return how likely a running case is closed in the year: more so as it grows old."""
    age = year - life.start.year
    return (3, 10, 13, 16, 20, 30, 45)[min(age, 6)]


def pause_within(dice, lives, year, periods):
    """Interrupt one case for some months inside the year: the year has two periods and counts it once."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    steady = [
        life
        for life in lives
        if len(life.periods) == periods
        and life.start < first + 20 * DAY
        and (life.end is None or life.end > last)
    ]
    life = dice.pick(steady)
    end = life.end
    pause = working_day(dice, date(year, 2, 10), date(year, 5, 20))
    again = working_day(dice, date(year, 8, 20), date(year, 11, 20))
    life.periods[-1][1] = pause
    life.periods.append([again, end])
