{{ stg_contract('files', 'actions') }}
