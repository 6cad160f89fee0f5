{{ base_contract('files', 'users') }}
