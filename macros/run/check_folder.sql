{#- Makes a folder that follows from a setting, and stops the run when nothing can be written to it. -#}
{% macro check_folder(folder, setting) %}
    {% set fault = run_query('select find_folder_fault(' ~ sql_text(folder) ~ ')').columns[0].values()[0] %}
    {% if fault %}{% do stop(setting ~ ': ' ~ folder ~ ' ' ~ fault) %}{% endif %}
{% endmacro %}
