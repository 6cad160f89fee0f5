-- The median of each column's values, where every row stands for `row_count` equal ones; halfway between the two in the
-- middle when their number is even.
{% set medians = {} %}
{% set group = 'source_name, table_name, column_name' %}
{% for rows, value in {'numbers': 'number', 'deviations': 'deviation'}.items() %}
    {% set sql %}
        select
            {{ group }},
            min(case when 2 * weight_so_far >= whole_weight then {{ value }} end) / 2
            + min(case when 2 * weight_so_far > whole_weight then {{ value }} end) / 2 as median
        from (
            select
                *,
                sum(row_count) over (partition by {{ group }} order by {{ value }}) as weight_so_far,
                sum(row_count) over (partition by {{ group }}) as whole_weight
            from {{ rows }}
        ) as weighted
        group by {{ group }}
    {% endset %}
    {% do medians.update({rows: sql}) %}
{% endfor %}

with profiled as (
    {% for source_name in selected_sources() %}
        {% set is_last_source = loop.last %}
        {% for profiled in profiled_columns() %}
            select
                '{{ source_name }}' as source_name,
                '{{ profiled.table }}' as table_name,
                '{{ profiled.column }}' as column_name,
                {{ profiled.is_key }} as is_key
            {% if not (is_last_source and loop.last) %}union all{% endif %}
        {% endfor %}
    {% endfor %}
),

surplus as (
    select source_name, table_name, count(*) as row_count
    from {{ ref('int_surplus_rows') }}
    group by source_name, table_name
),

-- A row names each of its emptied values with what was wrong, between semicolons.
emptied as (
    select
        profiled.source_name,
        profiled.table_name,
        profiled.column_name,
        count(*) as emptied_count,
        count(
            case
                {% for fault in ['outside', 'not between', 'below', 'above'] %}
                    when
                        concat('; ', raw_rows.emptied_values)
                        like concat('%; ', profiled.column_name, ' is {{ fault }} %')
                        then 1
                {% endfor %}
            end
        ) as out_of_range_count
    from {{ ref('int_raw_rows') }} as raw_rows
    inner join profiled
        on raw_rows.source_name = profiled.source_name
        and raw_rows.table_name = profiled.table_name
        and concat('; ', raw_rows.emptied_values) like concat('%; ', profiled.column_name, ' is %')
    where raw_rows.emptied_values is not null
    group by profiled.source_name, profiled.table_name, profiled.column_name
),

columns as (
    {% for profiled in profiled_columns() %}
        select
            source_name,
            '{{ profiled.table }}' as table_name,
            '{{ profiled.column }}' as column_name,
            count(*) as row_count,
            count({{ profiled.column }}) as filled_count,
            count({{ '' if profiled.is_key else 'distinct ' }}{{ profiled.column }}) as distinct_count,
            cast(min({{ profiled.column }}) as string) as lowest,
            cast(max({{ profiled.column }}) as string) as highest
        from {{ ref(profiled.model) }}
        group by source_name
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

-- Each number once, with how often it stands there: most columns have few.
numbers as (
    {% for profiled in profiled_columns() | selectattr('is_numeric') %}
        select
            source_name,
            '{{ profiled.table }}' as table_name,
            '{{ profiled.column }}' as column_name,
            cast({{ profiled.column }} as double) as number,
            count(*) as row_count
        from {{ ref(profiled.model) }}
        where {{ profiled.column }} is not null
        group by source_name, number
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

medians as (
    {{ medians.numbers }}
),

deviations as (
    select
        numbers.source_name,
        numbers.table_name,
        numbers.column_name,
        numbers.number,
        numbers.row_count,
        medians.median as median_number,
        abs(numbers.number - medians.median) as deviation
    from numbers
    inner join medians
        on numbers.source_name = medians.source_name
        and numbers.table_name = medians.table_name
        and numbers.column_name = medians.column_name
),

median_deviations as (
    {{ medians.deviations }}
),

outliers as (
    select
        deviations.source_name,
        deviations.table_name,
        deviations.column_name,
        cast(sum(
            case
                when {{ modified_z('deviations.number', 'deviations.median_number', 'median_deviations.median') }}
                    > {{ var('outlier_z') }}
                    then deviations.row_count
                else 0
            end
        ) as bigint) as outlier_count
    from deviations
    inner join median_deviations
        on deviations.source_name = median_deviations.source_name
        and deviations.table_name = median_deviations.table_name
        and deviations.column_name = median_deviations.column_name
    where median_deviations.median > 0
    group by deviations.source_name, deviations.table_name, deviations.column_name
)

select
    {{ hash_key(['profiled.source_name', 'profiled.table_name', 'profiled.column_name']) }} as profile_key,
    profiled.source_name,
    profiled.table_name,
    profiled.column_name,
    coalesce(columns.row_count, 0) as row_count,
    coalesce(columns.row_count - columns.filled_count, 0) as missing_count,
    cast(columns.row_count - columns.filled_count as double) / columns.row_count as missing_rate,
    coalesce(emptied.emptied_count, 0) as emptied_count,
    coalesce(emptied.out_of_range_count, 0) as out_of_range_count,
    -- A key has as many values as rows, but for the surplus ones.
    coalesce(columns.distinct_count, 0) - coalesce(surplus.row_count, 0) as distinct_count,
    columns.lowest,
    columns.highest,
    outliers.outlier_count
from profiled
left join columns
    on profiled.source_name = columns.source_name
    and profiled.table_name = columns.table_name
    and profiled.column_name = columns.column_name
left join emptied
    on profiled.source_name = emptied.source_name
    and profiled.table_name = emptied.table_name
    and profiled.column_name = emptied.column_name
left join surplus
    on profiled.is_key
    and profiled.source_name = surplus.source_name
    and profiled.table_name = surplus.table_name
left join outliers
    on profiled.source_name = outliers.source_name
    and profiled.table_name = outliers.table_name
    and profiled.column_name = outliers.column_name
