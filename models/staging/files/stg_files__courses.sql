{{ stg_contract('files', 'courses') }}
