{{ stg_raw_rows('files', ['actions', 'users', 'courses', 'activities', 'enrollments']) }}
