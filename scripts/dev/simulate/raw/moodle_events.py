"""The events of a Moodle site, from which both of its forms are written.

Moodle has no event for a play, a pause, a seek or a closed page. A video is a page that is viewed
at each play. A submit is a start and a submit in one second; completion, grading and uploads add
rows that are no engagement. Between stand staff, tasks, guests, people logged in as others and
nameless answers.
"""

from dataclasses import dataclass, replace

from scripts.dev.simulate.courses import COURSES, DATA_ENDS_AT, DAY, Course
from scripts.dev.simulate.learners import Learner
from scripts.dev.simulate.raw.plan import (
    ALL_ACTIVITIES,
    ALL_COURSES,
    Ids,
    Plan,
    activity_of,
    course_of,
    learner_of,
    number_of,
)
from scripts.dev.simulate.tables import LogEntry

FOLDER = "moodle"
GUEST, ADMIN, TEACHER = 1, 2, 3
MODULES = {"video": "page", "reading": "resource", "problem": "quiz", "discussion": "forum"}
MODULE_NAMES = {
    "page": "Page",
    "resource": "File",
    "quiz": "Quiz",
    "forum": "Forum",
    "feedback": "Feedback",
}
WORDS = {
    "enrolled": ("enrolled",),
    "course_home_viewed": ("course_home_viewed",),
    "play_video": ("page_viewed",),
    "page_viewed": ("page_viewed",),
    "problem_submitted": ("problem_check", "problem_submitted"),
    "thread_viewed": ("thread_viewed",),
    "post_created": ("post_created",),
    "survey_answered": ("problem_submitted",),
    "certificate_issued": ("certificate_issued",),
}
PLACES = {"survey_answered": "survey"}


@dataclass(frozen=True)
class Event:
    """One row of the log; `words` is what the report says of it, with ids in quotes."""

    at: int
    component: str
    target: str
    action: str
    course_id: int
    words: str
    user: int
    related: int | None = None
    module: int | None = None
    table: tuple[str, int] | None = None
    crud: str = "r"
    origin: str = "web"
    real_user: int | None = None
    is_anonymous: bool = False
    other: dict[str, object] | None = None

    @property
    def name(self) -> str:
        """The PHP class of the event."""
        return f"\\{self.component}\\event\\{self.target}_{self.action}"


def ids(plan: Plan) -> Ids:
    """All ids are numbers; an activity is its course module."""
    surveys = {f"{course_id}-survey": str(module_id(None, course_id)) for course_id in ALL_COURSES}
    return Ids(
        users={learner.user_id: str(user_id_of(learner)) for learner in plan.learners},
        courses={course.course_id: str(course_id_of(course)) for course in COURSES},
        activities={name: str(module_id(name)) for name in ALL_ACTIVITIES} | surveys,
    )


def events_of_site(plan: Plan) -> list[Event]:
    """All rows of the log, by time; rows of a second stay in the order of the acts."""
    found = [event for entry in plan.entries for event in _of_entry(entry)]
    found += _unenrolments(plan)
    return sorted(found, key=lambda event: event.at)


def _of_entry(entry: LogEntry) -> list[Event]:
    """The rows of one action, and now and then one of somebody else."""
    step = entry.action.step
    user, course = user_id_of(learner_of(entry)), course_id_of(course_of(entry))
    activity = activity_of(entry)
    module = module_id(activity.activity_id if activity else None, course_of(entry).course_id)
    who = f"The user with id '{user}'"
    place = f"with course module id '{module}'."
    basis = Event(entry.action.acted_at, "core", "", "", course, "", user)
    at_module = replace(basis, module=module)
    match step.action_type:
        case "enrolled":
            found = [_enrolment(entry, basis)]
        case "course_home_viewed":
            words = f"{who} viewed the course with id '{course}'."
            found = [replace(basis, target="course", action="viewed", words=words)]
        case "play_video" | "page_viewed":
            kind = MODULES[activity.kind if activity else ""]
            viewed = replace(
                at_module,
                component=f"mod_{kind}",
                target="course_module",
                action="viewed",
                words=f"{who} viewed the '{kind}' activity {place}",
                table=(kind, module + 700),
            )
            found = [viewed, _completion(viewed)] if entry.sequence % 3 == 0 else [viewed]
        case "problem_submitted":
            found = _attempt(entry, at_module, who, place)
        case "thread_viewed":
            words = f"{who} has viewed the discussion with id '{module}' in the forum {place}"
            found = [
                replace(
                    at_module,
                    component="mod_forum",
                    target="discussion",
                    action="viewed",
                    words=words,
                    table=("forum_discussions", module),
                )
            ]
        case "post_created":
            found = _post(entry, at_module, who, place)
        case "survey_answered":
            answered = replace(
                at_module,
                component="mod_feedback",
                target="response",
                action="submitted",
                words=f"{who} submitted response for 'feedback' activity {place}",
                related=user,
                table=("feedback_completed", entry.sequence),
                crud="c",
            )
            found = [answered, replace(answered, is_anonymous=True)]
        case "certificate_issued":
            words = f"The user with id '{user}' completed the course with id '{course}'."
            found = [
                replace(
                    basis,
                    target="course",
                    action="completed",
                    words=words,
                    user=ADMIN,
                    related=user,
                    origin="cli",
                    crud="u",
                )
            ]
        case "logged_out":
            found = [
                replace(basis, target="user", action="loggedout", course_id=0, words=f"{who} left.")
            ]
        case _:
            found = []
    return found + _bystanders(entry, basis)


def _attempt(entry: LogEntry, basis: Event, who: str, place: str) -> list[Event]:
    """Start and submit by the learner, then the grade of a task."""
    number = entry.sequence
    submitted = replace(
        basis,
        component="mod_quiz",
        target="attempt",
        action="submitted",
        words=f"{who} has submitted the attempt with id '{number}' for the quiz {place}",
        related=basis.user,
        table=("quiz_attempts", number),
        crud="u",
        other={"submitterid": basis.user, "quizid": basis.module},
    )
    started = replace(
        submitted, action="started", crud="c", words=submitted.words.replace("submitted", "started")
    )
    graded = replace(
        basis,
        target="user",
        action="graded",
        user=-1,
        related=basis.user,
        module=None,
        table=("grade_grades", number),
        crud="u",
        origin="cli",
        words=f"The user with id '-1' updated the grade with id '{number}' for the user with id "
        f"'{basis.user}' for the grade item with id '{basis.module}'.",
        other={"itemid": basis.module, "finalgrade": entry.action.step.score},
    )
    return [started, submitted, graded]


def _post(entry: LogEntry, basis: Event, who: str, place: str) -> list[Event]:
    """A post, and the upload that is the same act."""
    post = f"the post with id '{entry.sequence}' in the discussion with id '{basis.module}'"
    created = replace(
        basis,
        component="mod_forum",
        target="post",
        action="created",
        words=f"{who} has created {post} in the forum {place}",
        table=("forum_posts", entry.sequence),
        crud="c",
    )
    words = (
        f"{who} has posted content in the forum post with id '{entry.sequence}' in the discussion "
        f"'{basis.module}' located in the forum {place}"
    )
    return [
        created,
        replace(
            created,
            target="assessable",
            action="uploaded",
            words=words,
            other={"content": "planted text"},
        ),
    ]


def _completion(viewed: Event) -> Event:
    return replace(
        viewed,
        component="core",
        target="course_module_completion",
        action="updated",
        related=viewed.user,
        table=("course_modules_completion", viewed.table[1] if viewed.table else 0),
        crud="u",
        words=f"The user with id '{viewed.user}' updated the completion state for the course "
        f"module with id '{viewed.module}' for the user with id '{viewed.user}'.",
    )


def _enrolment(entry: LogEntry, basis: Event) -> Event:
    """By oneself or by a teacher; the learner is the related user."""
    by = TEACHER if entry.sequence % 4 == 0 else basis.user
    return replace(
        basis,
        target="user_enrolment",
        action="created",
        user=by,
        related=basis.user,
        table=("user_enrolments", basis.user * 10 + basis.course_id),
        crud="c",
        other={"enrol": "manual"},
        words=f"The user with id '{by}' enrolled the user with id '{basis.user}' using the "
        f"enrolment method 'manual' in the course with id '{basis.course_id}'.",
    )


def _unenrolments(plan: Plan) -> list[Event]:
    """Some who have left are taken off the roster, a day after their last action."""
    found = []
    for journey in plan.journeys:
        learner, course = journey.enrollment.learner, course_id_of(journey.enrollment.course)
        if not is_taken_off(learner) or not journey.has_left:
            continue
        user = user_id_of(learner)
        found.append(
            Event(
                at=min(journey.actions[-1].acted_at + DAY, DATA_ENDS_AT - 1),
                component="core",
                target="user_enrolment",
                action="deleted",
                course_id=course,
                words=f"The user with id '{TEACHER}' unenrolled the user with id '{user}' using "
                f"the enrolment method 'manual' from the course with id '{course}'.",
                user=TEACHER,
                related=user,
                table=("user_enrolments", user * 10 + course),
                crud="d",
            )
        )
    return found


def _bystanders(entry: LogEntry, basis: Event) -> list[Event]:
    """Rows that are no learner's: a teacher, a guest, a teacher logged in as one, a dashboard."""
    course, module = basis.course_id, module_id(None, course_of(entry).course_id)

    def view(user: int) -> Event:
        words = f"The user with id '{user}' viewed the course with id '{course}'."
        return replace(basis, target="course", action="viewed", user=user, words=words)

    match entry.sequence % 60:
        case 11:
            words = (
                f"The user with id '{TEACHER}' updated the 'feedback' activity with course module "
                f"id '{module}'."
            )
            updated = replace(basis, target="course_module", action="updated", user=TEACHER)
            return [view(TEACHER), replace(updated, words=words, crud="u", module=module)]
        case 23:
            return [view(GUEST)]
        case 37:
            return [replace(view(basis.user), real_user=TEACHER)]
        case 49:
            return [replace(basis, target="dashboard", action="viewed", course_id=0, words="")]
        case _:
            return []


def kind_of(module: int | None) -> str:
    """The name of the activity type of a course module."""
    kinds = {module_id(name): MODULES[activity.kind] for name, activity in ALL_ACTIVITIES.items()}
    return kinds.get(module or 0, "feedback")


def module_id(name: str | None, course_id: str = "") -> int:
    """The course module of an activity; without one, of the survey of the course."""
    if name is None:
        return 190 + course_id_of(ALL_COURSES[course_id])
    return 201 + list(ALL_ACTIVITIES).index(name)


def course_id_of(course: Course) -> int:
    """The number of a course."""
    return 5 + COURSES.index(course)


def user_id_of(learner: Learner) -> int:
    """The number of a learner."""
    return 1_000 + number_of(learner)


def is_taken_off(learner: Learner) -> bool:
    """Whether the roster forgets the learner where they leave."""
    return number_of(learner) % 9 == 0
