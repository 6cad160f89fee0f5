-- Rows of raw tables of actions that the ledger keeps, minus those summed into others, are the actions of the source.
-- Such a table is called actions, or its yml says holds_actions.
with kept as (
    select source_name, sum(kept_row_count - merged_row_count) as row_count
    from {{ ref('row_ledger') }}
    where
        table_name = 'actions'
        {% for table in selected_tables() if table.holds_actions %}
            or (source_name = '{{ table.source_name }}' and table_name = '{{ table.name }}')
        {% endfor %}
    group by source_name
),

actions as (
    select source_name, count(*) as row_count
    from {{ ref('fct_actions') }}
    group by source_name
)

select
    coalesce(kept.source_name, actions.source_name) as source_name,
    kept.row_count,
    actions.row_count as action_count
from kept
full outer join actions on kept.source_name = actions.source_name
where coalesce(kept.row_count, 0) <> coalesce(actions.row_count, 0)
