{{ base_files('activities') }}
