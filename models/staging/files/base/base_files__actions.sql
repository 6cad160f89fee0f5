{{ base_files('actions') }}
