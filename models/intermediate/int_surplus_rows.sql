-- Of each key's rows all but the one to keep, which is the one with the smallest content hash (the first in file order
-- among equals). Few keys stand more than once, and content hashes are made for those alone. Keys are found by their
-- hash, which is quicker; one that only shares its hash has a place of its own.
{% for table_name, columns in contract().items() %}
    {% set names = columns | selectattr('key') | sort(attribute='key') | map(attribute='name') | list %}
    {% set key = (['source_name'] + names) | join(', ') %}
    select
        '{{ table_name }}' as table_name,
        source_name,
        source_file,
        record_number,
        case when content_hash = kept_content_hash then 'duplicate' else 'conflicting_id' end as surplus_reason,
        {{ row_text(columns | map(attribute='name')) }} as raw_text
    from (
        select
            *,
            row_number() over (
                partition by {{ key }} order by content_hash, source_file, record_number
            ) as place,
            min(content_hash) over (partition by {{ key }}) as kept_content_hash
        from (
            select *, {{ content_hash(columns) }} as content_hash
            from {{ ref('int_' ~ table_name ~ '_unioned') }}
            where
                hash({{ key }}) in (
                    select hash({{ key }})
                    from {{ ref('int_' ~ table_name ~ '_unioned') }}
                    group by hash({{ key }})
                    having count(*) > 1
                )
        ) as repeated
    ) as ranked
    where place > 1
    {% if not loop.last %}union all{% endif %}
{% endfor %}
