{{ stg_contract('files', 'activities') }}
