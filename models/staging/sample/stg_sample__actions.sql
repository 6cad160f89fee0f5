{{ stg_contract('sample', 'actions') }}
