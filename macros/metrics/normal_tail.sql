{#- Upper tail of the standard normal distribution at z, in double precision: Hart's algorithm 5666 as given in West,
    "Better approximations to cumulative normal functions", Wilmott 2005. Engines have no error function. -#}
{% macro normal_tail(z) -%}
    {%- set a = 'abs(' ~ z ~ ')' -%}
    {%- set density = 'exp(-' ~ a ~ ' * ' ~ a ~ ' / 2)' -%}
    {#- Two polynomials by Horner's rule, the coefficient of the highest power first. -#}
    {%- set numerator = namespace(text='3.52624965998911e-2') -%}
    {%- for coefficient in [
        '0.700383064443688e0', '6.37396220353165e0', '33.912866078383e0', '112.079291497871e0', '221.213596169931e0',
        '220.206867912376e0',
    ] -%}
        {%- set numerator.text = '(' ~ numerator.text ~ ' * ' ~ a ~ ' + ' ~ coefficient ~ ')' -%}
    {%- endfor -%}
    {%- set denominator = namespace(text='8.83883476483184e-2') -%}
    {%- for coefficient in [
        '1.75566716318264e0', '16.064177579207e0', '86.7807322029461e0', '296.564248779674e0', '637.333633378831e0',
        '793.826512519948e0', '440.413735824752e0',
    ] -%}
        {%- set denominator.text = '(' ~ denominator.text ~ ' * ' ~ a ~ ' + ' ~ coefficient ~ ')' -%}
    {%- endfor -%}
    {%- set fraction = a ~ ' + 1 / (' ~ a ~ ' + 2 / (' ~ a ~ ' + 3 / (' ~ a ~ ' + 4 / (' ~ a ~ ' + 0.65e0))))' -%}
    case
        when {{ z }} is null then null
        else
            (case when {{ z }} < 0 then 1 else 0 end)
            + (case when {{ z }} < 0 then -1 else 1 end)
            * case
                when {{ a }} < 7.07106781186547e0 then {{ density }} * {{ numerator.text }} / {{ denominator.text }}
                else {{ density }} / (2.506628274631e0 * ({{ fraction }}))
            end
    end
{%- endmacro %}
