{#- The rows of a test of published figures: those whose value is not the published one, or not within the tolerance that
    its rounding leaves. A figure is [name, published value, SQL of one value, tolerance or nothing]; several may read a relation
    that is given by its name. -#}
{% macro wrong_figures(figures, relations={}) %}
with
{% for name, select in relations.items() %}
{{ name }} as ({{ select }}),
{% endfor %}
figures as (
    {% for figure in figures %}
        select
            '{{ figure[0] }}' as figure,
            cast({{ figure[1] }} as double) as published,
            cast(({{ figure[2] }}) as double) as found,
            cast({{ figure[3] if figure | length > 3 else 0 }} as double) as tolerance
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select *
from figures
where found is null or abs(found - published) > tolerance
{% endmacro %}
