{#- Overrides dbt's: an incremental model is also rebuilt in full unless is_increment. -#}
{% macro should_full_refresh() %}
    {% if execute and model.config.materialized == 'incremental' %}
        {{ return(not is_increment(model.name)) }}
    {% endif %}
    {{ return(dbt.should_full_refresh()) }}
{% endmacro %}
