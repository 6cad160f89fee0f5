{{ config(post_hook="{{ check_relative_times() }}") }}

{{ base_contract('files', 'actions') }}
