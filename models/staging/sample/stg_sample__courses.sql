{{ stg_contract('sample', 'courses') }}
