{#- Pre-hook of a base model: delete the rows of files that were changed or removed. -#}
{% macro take_back_files() %}
    {% if is_incremental() %}
        delete from {{ this }}
        where source_file not in (
            select source_file
            from inputs.files
            inner join inputs.{{ this.name }} using (source_file, signature)
            where model_name = '{{ this.name }}'
        );
    {% endif %}
{% endmacro %}
