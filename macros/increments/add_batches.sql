{#- Post-hook of a model that is computed in batches: the second and the others. -#}
{% macro add_batches() %}
    {% if execute %}
        {% for batch in range(1, run_query("select getvariable('batch_count')").columns[0].values()[0] | int) %}
            set variable batch = {{ batch }};
            insert into {{ this }} by name {{ sql }};
        {% endfor %}
        reset variable batch;
        reset variable batch_count;
    {% endif %}
{% endmacro %}
