{#- The sources there are: the folders under models/staging. -#}
{% macro known_sources() %}{{ return(['sample', 'act_mooc', 'oulad', 'edx', 'moodle', 'xapi', 'files']) }}{% endmacro %}
