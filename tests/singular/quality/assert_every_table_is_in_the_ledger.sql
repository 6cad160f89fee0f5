-- Files with rows of a contract table that no staging model of raw rows has: a table left out there.
with read_files as (
    {% for table_name in ['actions', 'users', 'courses', 'activities', 'enrollments'] %}
        select distinct source_name, source_file
        from {{ ref('int_' ~ table_name ~ '_unioned') }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select source_name, source_file
from read_files
where source_file is not null
except
select source_name, source_file
from {{ ref('int_raw_rows') }}
