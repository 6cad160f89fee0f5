{{ stg_contract('sample', 'activities') }}
