{#- The rows of a contract table without the surplus ones. -#}
{% macro without_surplus(table_name) %}
select unioned.*
from {{ ref('int_' ~ table_name ~ '_unioned') }} as unioned
left join {{ ref('int_surplus_rows') }} as surplus
    on surplus.table_name = '{{ table_name }}'
    and unioned.source_name = surplus.source_name
    and unioned.source_file = surplus.source_file
    and unioned.record_number = surplus.record_number
where surplus.table_name is null
{% endmacro %}
