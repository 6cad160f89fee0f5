{{ stg_contract('sample', 'enrollments') }}
