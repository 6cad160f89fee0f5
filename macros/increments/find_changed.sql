{#- Find the learners or courses of a model whose inputs differ from those it was built from, and delete their rows. Inputs are
    the columns of `key` and a fingerprint. -#}
{% macro find_changed(key, inputs) %}
    create or replace temp table {{ this.name }}_inputs as {{ inputs }};
    {% if is_incremental() %}
        create or replace temp table {{ this.name }}_changed as
        select {{ key }}
        from {{ this.name }}_inputs as now_given
        full join inputs.{{ this.name }} as built_from using ({{ key }})
        where now_given.fingerprint is distinct from built_from.fingerprint;

        delete from {{ this }} where ({{ key }}) in (select {{ key }} from {{ this.name }}_changed);
    {% endif %}
{% endmacro %}
