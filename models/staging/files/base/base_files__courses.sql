{{ base_contract('files', 'courses') }}
