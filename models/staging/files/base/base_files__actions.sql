{{ base_contract('files', 'actions') }}
