{{ base_contract('files', 'activities') }}
