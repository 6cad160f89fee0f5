{#- The values of JSON documents, each a raw row of one column, `line`, as if it stood in one. -#}
{% macro document_rows(group) %}{{ return(adapter.dispatch('document_rows')(group)) }}{% endmacro %}
{% macro duckdb__document_rows(group) -%}
    (
        select
            unnest(texts) as line,
            {{ source_file('raw_file') }} as source_file,
            generate_subscripts(texts, 1) as record_number
        from (
            select raw_file, read_values(raw_file) as texts
            from (select unnest({{ sql_texts(group.files) }}) as raw_file)
        ) as documents
    )
{%- endmacro %}
