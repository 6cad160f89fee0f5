{#- A path as the pattern by which DuckDB finds this file and no other. -#}
{% macro glob_of(path) %}
    {{ return(path.replace('[', '[[]').replace('*', '[*]').replace('?', '[?]')) }}
{% endmacro %}
