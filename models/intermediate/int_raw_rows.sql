{{ config(materialized='view') }}

{% for source_name in selected_sources() %}
    select
        '{{ source_name }}' as source_name,
        table_name,
        source_file,
        record_number,
        reject_reason,
        {{ 'emptied_values' if source_name == 'files' else 'cast(null as string)' }} as emptied_values,
        raw_text
    from {{ ref('stg_' ~ source_name ~ '__raw_rows') }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
