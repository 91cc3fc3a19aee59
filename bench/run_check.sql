-- The check line of the daily run, for either engine: TABLE is work or rival. What was decided, not
-- only how much: the same line by chance would need errors that cancel in every column.
SELECT count(*), sum(level), sum(open_minor), sum(overdue_minor), sum(net_minor), sum(oldest_day),
    sum(next_change_day), sum(place_tier), sum(place_value), sum(place_amount),
    sum(length(action) * (account_id % 1009)), sum(length(blocks) * (account_id % 1009)),
    sum(length(reasons) * (account_id % 1009)),
    sum(CASE action WHEN 'none' THEN 1 ELSE 0 END), sum(CASE action WHEN 'call' THEN 1 ELSE 0 END),
    sum(CASE action WHEN 'email' THEN 1 ELSE 0 END),
    sum(CASE action WHEN 'reminder_1' THEN 1 ELSE 0 END),
    sum(CASE action WHEN 'find_number' THEN 1 ELSE 0 END),
    sum(CASE action WHEN 'find_address' THEN 1 ELSE 0 END),
    sum(CASE action WHEN 'pre_due_call' THEN 1 ELSE 0 END),
    sum(CASE action WHEN 'alert_manager' THEN 1 ELSE 0 END)
FROM TABLE WHERE until_run = 9223372036854775807;
