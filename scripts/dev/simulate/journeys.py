"""The way of one learner through one course: sessions one after another until they leave."""

from dataclasses import dataclass, field
from random import Random

from scripts.dev.simulate.courses import DAY, Activity, Course
from scripts.dev.simulate.learners import Enrollment, Learner, enroll, population, study_time
from scripts.dev.simulate.visits import SESSION_TIMEOUT, Step, visit

PEEK_RATE = 0.08
REVISIT_RATE = 0.3
CLOSE_RATE = 0.5
QUICK_RETURN_RATE = 0.12
BARELY_NEW_RATE = 0.02
SKIPPABLE = ("reading", "discussion")


@dataclass(frozen=True)
class Action:
    """One row of the log; `session_number` is none for what is no engagement."""

    acted_at: int
    step: Step
    session_number: int | None = None


@dataclass
class Journey:
    """What one learner does in one course, and what the model decided about them."""

    enrollment: Enrollment
    actions: list[Action] = field(default_factory=list)
    has_left: bool = False
    has_finished: bool = False

    @property
    def engagement_actions(self) -> list[Action]:
        """The actions that belong to a session, in their order."""
        return [action for action in self.actions if action.session_number is not None]


@dataclass(frozen=True)
class Session:
    """One planned session: its steps, how far the learner then is, and whether they leave."""

    steps: list[Step]
    done_count: int
    leaves: bool


def journeys(seed: int) -> list[Journey]:
    """All journeys of all learners; the same seed gives the same journeys."""
    result: list[Journey] = []
    for learner in population(seed):
        sittings: list[int] = []
        for course in learner.courses:
            rng = Random(f"{seed}/{learner.user_id}/{course.course_id}")
            result.append(journey(learner, course, sittings, rng))
            sittings = [action.acted_at for action in result[-1].engagement_actions]
    return result


def journey(learner: Learner, course: Course, sittings: list[int], rng: Random) -> Journey:
    """Plan one learner's way through one course, up to the end of what is observed.

    `sittings` are the times at which the learner is at work in another course: a session less
    than a day away from them is held there and then, so that the actions of both interleave.
    """
    enrollment = enroll(learner, course, rng)
    result = Journey(enrollment)
    if enrollment.is_logged:
        result.actions.append(Action(enrollment.enrolled_at, Step(0, "enrolled")))
    if enrollment.starts:
        _walk(result, sittings, rng)
    return result


def plan_session(
    path: list[Activity], done_count: int, started_at: int, engagement: float, rng: Random
) -> Session:
    """Steps through the next open activities of the path; after each, the learner may leave."""
    home = Step(0, "course_home_viewed")
    if rng.random() < PEEK_RATE:
        return Session([home], done_count, leaves=False)
    steps = [home] if rng.random() < 0.7 else []
    if done_count == 0 and rng.random() < 0.4:
        steps.append(Step(rng.randint(30, 400), "survey_answered"))
    length = 1 + int(rng.random() * (1.2 + 4.5 * engagement))
    ahead = path[done_count : done_count + length]
    ahead = [activity for activity in ahead if activity.available_at <= started_at]
    if not ahead:
        steps += _revisit(path[:done_count], 0.75, engagement, rng)
    for activity in ahead:
        steps += _revisit(path[:done_count], REVISIT_RATE, engagement, rng)
        steps += visit(activity, engagement, rng)
        done_count += 1
        if rng.random() < activity.exit_rate * exit_factor(engagement):
            return Session(steps, done_count, leaves=True)
    if done_count == len(path) and rng.random() < 0.5:
        steps.append(Step(rng.randint(30, 400), "survey_answered"))
    return Session(steps or [home], done_count, leaves=False)


def exit_factor(engagement: float) -> float:
    """What an activity's exit rate is multiplied by: 2 without engagement, 0 with all of it."""
    return 2 * (1 - engagement)


def _walk(result: Journey, sittings: list[int], rng: Random) -> None:
    """Add sessions to a journey until the learner has left, has done all, or time is up."""
    learner, course = result.enrollment.learner, result.enrollment.course
    path = _path(course, rng)
    earliest = max(result.enrollment.enrolled_at, course.starts_at)
    clock = max(study_time(earliest // DAY + rng.randint(0, 4), learner, rng), earliest + 60)
    number, done_count = 0, 0
    while clock < course.observed_until:
        number += 1
        session = plan_session(path, done_count, clock, learner.engagement, rng)
        done_count = session.done_count
        planned = _stamp(session.steps, clock, number)
        ended_at = planned[-1].acted_at
        closing = _close(ended_at, rng)
        seen = [a for a in planned + closing if a.acted_at < course.observed_until]
        result.actions += seen + _certificate(course, seen)
        result.has_finished |= _finishes(course, seen)
        result.has_left = session.leaves and ended_at < course.observed_until
        if session.leaves or done_count == len(path):
            break
        closed_at = closing[0].acted_at if closing else None
        clock = _next_start(ended_at, closed_at, sittings, learner, rng)


def _finishes(course: Course, actions: list[Action]) -> bool:
    finish = course.activities[course.finish_position - 1]
    return any(action.step.activity == finish for action in actions)


def _certificate(course: Course, seen: list[Action]) -> list[Action]:
    """The certificate, half a minute after the session in which the learner finishes."""
    if not course.has_certificate or not _finishes(course, seen):
        return []
    return [Action(seen[-1].acted_at + 30, Step(0, "certificate_issued"))]


def _path(course: Course, rng: Random) -> list[Activity]:
    """The activities that the learner means to do; some readings and discussions are skipped."""
    return [
        activity
        for activity in course.activities
        if activity.kind not in SKIPPABLE or rng.random() >= course.skip_rate
    ]


def _revisit(done: list[Activity], rate: float, engagement: float, rng: Random) -> list[Step]:
    """Perhaps a second visit to something done before; problems are not submitted again."""
    choices = [activity for activity in done if activity.kind != "problem"]
    if not choices or rng.random() >= rate:
        return []
    return visit(rng.choice(choices), engagement, rng)


def _stamp(steps: list[Step], started_at: int, session_number: int) -> list[Action]:
    """Give the steps of a session their times; the first one falls on its start."""
    clock = started_at - steps[0].wait
    actions: list[Action] = []
    for step in steps:
        clock += step.wait
        actions.append(Action(clock, step, session_number))
    return actions


def _close(ended_at: int, rng: Random) -> list[Action]:
    """The close that ends half of the sessions; a few tabs are closed only after the timeout."""
    if rng.random() >= CLOSE_RATE:
        return []
    action_type = "page_closed" if rng.random() < 0.8 else "logged_out"
    delay = rng.randint(2_000, 5_000) if rng.random() < 0.05 else rng.randint(0, 90)
    return [Action(ended_at + delay, Step(0, action_type))]


def _next_start(
    ended_at: int, closed_at: int | None, sittings: list[int], learner: Learner, rng: Random
) -> int:
    """When the next session starts: minutes after a close, one second too late, or days later."""
    if closed_at is not None and rng.random() < QUICK_RETURN_RATE:
        return closed_at + rng.randint(120, 1_200)
    if closed_at is None and rng.random() < BARELY_NEW_RATE:
        return ended_at + SESSION_TIMEOUT + 1
    days = 7 / (1.2 + 2 * learner.engagement) * rng.triangular(0.2, 2.2, 0.6)
    if rng.random() < 0.1 * (1 - learner.engagement):
        days += rng.randint(5, 12)
    start = study_time(ended_at // DAY + round(days), learner, rng)
    start = min((at for at in sittings if abs(at - start) < DAY), default=start) + rng.randint(
        1, 90
    )
    free_from = (closed_at or ended_at) + 2 * SESSION_TIMEOUT
    return (
        start if start > free_from else max(study_time(start // DAY + 1, learner, rng), free_from)
    )
