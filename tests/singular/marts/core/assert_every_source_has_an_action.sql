-- Selected sources whose files hold no usable action at all.
with sources as (
    {% for source_name in selected_sources() %}
        select '{{ source_name }}' as source_name
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select sources.source_name
from sources
left join {{ ref('fct_actions') }} as actions on sources.source_name = actions.source_name
where actions.source_name is null
