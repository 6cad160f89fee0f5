{{ base_files('users') }}
