{#- Raw rows in the contract's columns and types, each with the reason why it cannot be used, if any. What else cannot be
    used is emptied, and emptied_values says why. -#}
{% macro typed_rows(table_name, rows, columns, found_columns, source_name) %}
    {% set native_types = {'time': 'TIMESTAMP', 'whole': 'BIGINT', 'count': 'BIGINT', 'flag': 'BOOLEAN'} %}
    {% set raw_names = [] %}
    {% for column in columns %}
        {% do raw_names.append('raw ' ~ column.name) %}
    {% endfor %}
    {% set judged, rejecting, emptying = [], [], [] %}
    {% for column in contract(table_name) %}
        {% set found = found_columns.get(column.name) %}
        {#- Whether the file stores the column in its type already; any other goes through text. #}
        {% set is_native = found and column.kind is string and native_types.get(column.kind) == found.type %}
        {#- Whether a row without a usable value cannot be used: what is neither missing nor required is emptied. A row that
            repeats an action so many times counts as none without the number. #}
        {% set is_decisive = column.is_required or column.name in ['action_id', 'action_count'] %}
        {% set faults = value_faults(column, found, is_native, source_name) %}
        {% do judged.append((column, found, is_native, is_decisive, faults)) %}
        {% do (rejecting if is_decisive else emptying).append(faults) %}
    {% endfor %}
    {% set emptying_conditions = emptying | sum(start=[]) | map(attribute='when') | list %}

    select
        {% for column, found, is_native, is_decisive, faults in judged %}
            cast(
                {%- if column.name == 'action_id' and not found %}
                    {#- A hash of the row's content and of how often it has stood in the file before, so that neither renaming
                        a file nor shuffling its rows changes it, and a row repeated within a file is two actions. #}
                    {% set content = content_hash(contract(table_name) | rejectattr('name', 'equalto', column.name)) %}
                    md5(concat_ws(chr(31),
                        {{ content }},
                        row_number() over (partition by source_file, {{ content }} order by record_number)
                    ))
                {% elif column.name == 'course_id' and not found and source_name == 'files' %}
                    {{ sql_text(var('files_default_course_id')) }}
                {% elif column.name == 'action_type' and not found and source_name == 'files' %}
                    {{ sql_text(var('files_default_action_type')) }}
                {% elif column.name == 'is_fully_labelled' and source_name == 'files' %}
                    coalesce({{ column.name }}, {{ var('files_are_fully_labelled') }})
                {% else %}
                    {{ column.name }}
                {% endif %}
                as {{ column.data_type }}
            ) as {{ column.name }},
        {% endfor %}
        cast(source_file as string) as source_file,
        cast(record_number as bigint) as record_number,
        cast(reject_reason as string) as reject_reason,
        case when reject_reason is null then cast(emptied_values as string) end as emptied_values,
        case when reject_reason is not null or emptied_values is not null then {{ row_text(raw_names) }} end as raw_text
    from (
        select
            {% for column, found, is_native, is_decisive, faults in judged %}
                {% if is_decisive or not faults %}
                    {{ column.name }},
                {% else %}
                    case when {{ faults | map(attribute='when') | join(' or ') }} then null else {{ column.name }} end as {{ column.name }},
                {% endif %}
            {% endfor %}
            case
                when source_file is null then 'no file'
                {% for fault in rejecting | sum(start=[]) %}
                    when {{ fault.when }} then {{ sql_text(fault.reason) }}
                {% endfor %}
            end as reject_reason,
            {% if emptying_conditions %}
                case
                    when {{ emptying_conditions | join(' or ') }}
                        then concat_ws('; '
                            {%- for faults in emptying if faults %},
                                case
                                    {% for fault in faults %}
                                        when {{ fault.when }} then {{ sql_text(fault.reason) }}
                                    {% endfor %}
                                end
                            {%- endfor %}
                        )
                end
            {% else %}
                cast(null as string)
            {% endif %}
            as emptied_values,
            {% for name in raw_names %}
                {{ sql_name(name) }},
            {% endfor %}
            source_file,
            record_number
        from (
            select
                {% for column, found, is_native, is_decisive, faults in judged %}
                    {% if not found %}
                        cast(null as {{ column.data_type }})
                    {% elif is_native or column.data_type == 'string' %}
                        {{ column.name }}
                    {% elif column.kind == 'time' %}
                        {{ parse_time(column.name, files_time_formats() if source_name == 'files' else []) }}
                    {% elif column.kind == 'flag' %}
                        {{ parse_flag(column.name) }}
                    {% elif column.kind in ['number', 'share'] %}
                        {{ parse_number(column.name) }}
                    {% else %}
                        {{ parse_whole_number(column.name) }}
                    {% endif %}
                    as {{ column.name }},
                    {{ column.name }} as {{ sql_name('given ' ~ column.name) }},
                {% endfor %}
                {% for name in raw_names %}
                    {{ sql_name(name) }},
                {% endfor %}
                source_file,
                record_number
            from (
                select
                    {% for column, found, is_native, is_decisive, faults in judged %}
                        {{ raw_value(column, found, is_native) }} as {{ column.name }},
                    {% endfor %}
                    {% for column in columns %}
                        {{ sql_name(column.name) }} as {{ sql_name('raw ' ~ column.name) }},
                    {% endfor %}
                    source_file,
                    record_number
                from {{ rows }}
            ) as raw_values
        ) as typed_values
    ) as judged_values
{% endmacro %}
