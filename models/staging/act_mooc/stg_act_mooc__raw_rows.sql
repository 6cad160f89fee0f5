{{ stg_raw_rows('act_mooc', ['mooc_actions', 'mooc_action_labels', 'mooc_action_features']) }}
