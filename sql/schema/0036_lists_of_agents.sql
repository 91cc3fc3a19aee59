-- The list of one agent without reading everybody's.
CREATE INDEX work_by_agent ON work (agent_id, place_tier, place_currency, place_value, place_amount,
                                    account_id);
