{#- Post-hook of a model that grows by learner or by course: from what each of them was built. -#}
{% macro remember_rows() %}
    {% if execute and model.config.meta.grows_by %}{{ remember_inputs('select * from ' ~ this.name ~ '_inputs') }}{% endif %}
{% endmacro %}
