-- The few rows whose key stands more than once. Content hashes are made for those alone.
{% for table_name, keys in contract_keys().items() %}
{% if not loop.first %}union all{% endif %}
{{ surplus_rows(table_name, keys) }}
{% endfor %}
