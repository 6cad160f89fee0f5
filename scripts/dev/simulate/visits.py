"""What a learner does on one activity: the steps of a visit, each with the wait before it."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from scripts.dev.simulate.courses import Activity

# The longest pause that stays inside a session, in seconds.
SESSION_TIMEOUT = 1_800
EXACT_TIMEOUT_RATE = 0.006


@dataclass(frozen=True)
class Step:
    """One engagement action to come, `wait` seconds (0 to 1,800) after the one before it.

    `watched` is the stretch of the video that the learner has then seen since the last play.
    """

    wait: int
    action_type: str
    activity: Activity | None = None
    is_correct: bool | None = None
    score: float | None = None
    attempt_number: int | None = None
    position: int | None = None
    to_position: int | None = None
    watched: range = range(0)


def visit(activity: Activity, engagement: float, rng: Random) -> list[Step]:
    """The steps of one visit to an activity, never empty."""
    return _VISITS[activity.kind](activity, engagement, rng)


def pause(rng: Random) -> int:
    """Seconds before a visit; now and then exactly the timeout, which does not end a session."""
    if rng.random() < EXACT_TIMEOUT_RATE:
        return SESSION_TIMEOUT
    return int(rng.triangular(3, 420, 25))


def _watch(activity: Activity, engagement: float, rng: Random) -> list[Step]:
    """Play, with up to two breaks; a seek and the play after it fall on the same second."""
    end = activity.duration_seconds or 0
    if rng.random() > 0.5 + 0.5 * engagement:
        end = int(end * rng.triangular(0.15, 0.95, 0.5))
    at = 0
    steps = [Step(pause(rng), "play_video", activity, position=at)]
    for _ in range(rng.choices((0, 1, 2), (45, 40, 15))[0]):
        stop = rng.randint(at, end)
        seen = range(at, stop)
        if rng.random() < 0.35:
            at = max(0, stop - rng.randint(10, 90))
            seek = Step(
                len(seen), "seek_video", activity, position=stop, to_position=at, watched=seen
            )
            steps += [seek, Step(0, "play_video", activity, position=at)]
        else:
            at = stop
            steps.append(Step(len(seen), "pause_video", activity, position=stop, watched=seen))
            steps.append(Step(rng.randint(2, 240), "play_video", activity, position=stop))
    seen = range(at, end)
    return [*steps, Step(len(seen), "pause_video", activity, position=end, watched=seen)]


def _solve(activity: Activity, engagement: float, rng: Random) -> list[Step]:
    """Submit until correct, four times at most; the less engaged give up sooner."""
    steps: list[Step] = []
    for number in range(1, 5):
        is_correct = rng.random() < 0.12 + 0.45 * engagement
        score = 1.0 if is_correct else rng.choice((0.0, 0.2, 0.4, 0.5, 0.6, 0.8))
        wait = pause(rng) + 30 if number > 1 else rng.randint(45, 700)
        steps.append(
            Step(
                min(wait, SESSION_TIMEOUT),
                "problem_submitted",
                activity,
                is_correct=is_correct,
                score=score,
                attempt_number=number,
            )
        )
        if is_correct or rng.random() > 0.15 + 0.6 * engagement:
            break
    return steps


def _read(activity: Activity, engagement: float, rng: Random) -> list[Step]:
    count = 1 + (rng.random() < 0.5) + (rng.random() < engagement)
    waits = [pause(rng), *(rng.randint(0, 300) for _ in range(count - 1))]
    return [Step(wait, "page_viewed", activity) for wait in waits]


def _discuss(activity: Activity, engagement: float, rng: Random) -> list[Step]:
    waits = [pause(rng), *(rng.randint(8, 240) for _ in range(rng.randint(0, 2)))]
    steps = [Step(wait, "thread_viewed", activity) for wait in waits]
    if rng.random() < 0.15 + 0.4 * engagement:
        steps.append(Step(rng.randint(40, 900), "post_created", activity))
    return steps


_VISITS: dict[str, Callable[[Activity, float, Random], list[Step]]] = {
    "video": _watch,
    "problem": _solve,
    "reading": _read,
    "discussion": _discuss,
}
