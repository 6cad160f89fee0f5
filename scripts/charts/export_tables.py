"""The export tables that charts show."""

ACTIONS = "exports.tableau_actions"
SESSIONS = "exports.tableau_sessions"
ENROLLMENTS = "exports.tableau_enrollments"
FUNNEL = "exports.tableau_funnel"
DROPOFF = "exports.tableau_dropoff"
SURVIVAL = "exports.tableau_survival"
