{#- The action type that stands for events of plugins which the seed action_types does not know by name; the longest
    pattern first. -#}
{% macro moodle_pattern(action_type) -%}
    case
        when {{ action_type }} like 'mod_%.course_module_instance_list_viewed' then 'mod_*.course_module_instance_list_viewed'
        when {{ action_type }} like 'mod_%.course_module_viewed' then 'mod_*.course_module_viewed'
        {% for prefix in ['tool', 'logstore', 'block', 'local', 'auth', 'enrol'] %}
            when {{ action_type }} like '{{ prefix }}_%.%' then 'tool_*'
        {% endfor %}
        {% for change in ['created', 'updated', 'deleted'] %}
            when {{ action_type }} like '%.user_override_{{ change }}' then '*_override_*'
            when {{ action_type }} like '%.group_override_{{ change }}' then '*_override_*'
        {% endfor %}
        {% for prefix in ['report', 'gradereport', 'quizaccess'] %}
            when {{ action_type }} like '{{ prefix }}_%.%' then 'report_*'
        {% endfor %}
        else {{ action_type }}
    end
{%- endmacro %}
