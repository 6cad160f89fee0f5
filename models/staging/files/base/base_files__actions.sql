{{ config(post_hook="{{ check_relative_times() }}") }}

{{ base_files('actions') }}
