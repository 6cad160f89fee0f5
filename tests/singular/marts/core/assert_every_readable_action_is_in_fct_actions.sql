-- Rows of action files that the ledger keeps, minus those summed into others, are the actions of the source.
with kept as (
    select source_name, sum(kept_row_count - merged_row_count) as row_count
    from {{ ref('row_ledger') }}
    where
        table_name in (
            'actions', 'log', 'mooc_actions', 'report', 'statements', 'student_assessment', 'student_vle', 'tracking'
        )
    group by source_name
),

actions as (
    select source_name, count(*) as row_count
    from {{ ref('fct_actions') }}
    group by source_name
)

select kept.source_name, kept.row_count, actions.row_count as action_count
from kept
left join actions on kept.source_name = actions.source_name
where kept.row_count <> coalesce(actions.row_count, 0)
