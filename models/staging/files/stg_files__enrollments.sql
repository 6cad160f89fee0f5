{{ stg_contract('files', 'enrollments') }}
