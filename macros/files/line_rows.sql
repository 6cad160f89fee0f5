{#- The lines of a group of files, each a raw row of one column, `line`; it is null for a blank line. -#}
{% macro line_rows(group) %}{{ return(adapter.dispatch('line_rows')(group)) }}{% endmacro %}
{% macro duckdb__line_rows(group) -%}
    (
        select
            line,
            {{ source_file('raw_file') }} as source_file,
            place - min(place) over (partition by raw_file) + 1 as record_number
        from (
            select line, raw_file, row_number() over () as place
            from read_csv(
                {{ sql_texts(group.patterns) }},
                columns = {'line': 'VARCHAR'},
                header = false,
                auto_detect = false,
                {#- A character that JSON writes as an escape: no line holds it. #}
                delim = '{{ "\x1f" }}',
                quote = '',
                escape = '',
                {#- Strict mode fails on a carriage return within a line. #}
                strict_mode = false,
                filename = 'raw_file',
                store_rejects = true,
                rejects_table = '{{ group.unreadable_table }}',
                rejects_scan = '{{ group.unreadable_table }}_scans'
            )
        ) as lines
    )
{%- endmacro %}
