{{ stg_contract('files', 'users') }}
