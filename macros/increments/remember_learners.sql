{#- Post-hook of a model with find_changed_learners. -#}
{% macro remember_learners() %}
    {% if execute %}{{ remember_inputs('select * from ' ~ this.name ~ '_inputs') }}{% endif %}
{% endmacro %}
