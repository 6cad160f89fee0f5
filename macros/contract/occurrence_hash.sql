{#- The default action_id: a hash of the row's content and of how often it has stood in the file before, so that neither
    renaming a file nor shuffling its rows changes it, and a row repeated within a file is two actions. -#}
{% macro occurrence_hash() -%}
    md5(concat_ws(chr(31),
        {{ content_hash('actions', but=['action_id']) }},
        row_number() over (
            partition by source_file, {{ content_hash('actions', but=['action_id']) }}
            order by record_number
        )
    ))
{%- endmacro %}
