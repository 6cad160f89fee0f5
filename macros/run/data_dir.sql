{#- The folder under which each source has its folder of files, without a slash at the end. -#}
{% macro data_dir() %}
    {{ return((env_var('MOOC_DATA_DIR', '') or var('data_dir')).rstrip('/')) }}
{% endmacro %}
