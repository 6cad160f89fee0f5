{{ base_contract('files', 'enrollments') }}
