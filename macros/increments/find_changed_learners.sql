{#- Pre-hook of a model that grows by learner: whose inputs differ from those it was built from is computed anew. -#}
{% macro find_changed_learners(inputs) %}
    {% if execute %}{{ find_changed('source_name, user_id, course_id', inputs) }}{% endif %}
{% endmacro %}
