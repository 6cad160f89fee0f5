{#- Post-hook of a base model: the files it holds, as they were listed before they were read. -#}
{% macro remember_files() %}
    {% if execute %}
        {{ remember_inputs("select source_file, signature from inputs.files where model_name = '" ~ this.name ~ "'") }}
    {% endif %}
{% endmacro %}
