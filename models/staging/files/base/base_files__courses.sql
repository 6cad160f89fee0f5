{{ base_files('courses') }}
