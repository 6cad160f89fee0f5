{{ stg_contract('sample', 'users') }}
