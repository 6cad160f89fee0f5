{#- A polynomial in x by Horner's rule, the coefficient of the highest power first. -#}
{% macro horner(x, coefficients) -%}
    {%- set sum = namespace(text=coefficients[0]) -%}
    {%- for coefficient in coefficients[1:] -%}
        {%- set sum.text = '(' ~ sum.text ~ ' * ' ~ x ~ ' + ' ~ coefficient ~ ')' -%}
    {%- endfor -%}
    {{ sum.text }}
{%- endmacro %}
