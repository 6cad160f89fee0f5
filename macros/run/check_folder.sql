{#- Makes a folder and stops the run when nothing can be written to it. -#}
{% macro check_folder(folder) %}
    {% set fault = run_query('select find_folder_fault(' ~ sql_text(folder) ~ ')').columns[0].values()[0] %}
    {% if fault %}{% do stop(folder ~ ': ' ~ fault) %}{% endif %}
{% endmacro %}
