{{ stg_raw_rows('oulad', [
    'courses', 'assessments', 'vle', 'student_info', 'student_registration', 'student_assessment', 'student_vle',
]) }}
