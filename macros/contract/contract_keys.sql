{#- The key of each contract table, within a source. -#}
{% macro contract_keys() %}
    {{ return({
        'actions': ['action_id'],
        'users': ['user_id'],
        'courses': ['course_id'],
        'activities': ['course_id', 'activity_id'],
        'enrollments': ['user_id', 'course_id'],
    }) }}
{% endmacro %}
