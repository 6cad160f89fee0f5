{{ base_files('enrollments') }}
