{#- An expression: the fingerprint of the project with the settings and the salt of this run. -#}
{% macro project_state() %}
    {%- set settings = tojson(invocation_args_dict.vars, sort_keys=true) -%}
    {{ return('project_fingerprint(concat(' ~ sql_text(settings) ~ ', user_salt()))') }}
{% endmacro %}
