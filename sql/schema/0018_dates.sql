-- Dates of items that later lists say otherwise: new dated versions; what was said before of a day
-- that has passed stays what it was.

-- The issue date of a word, where its list has one. NULL: as the item was first told.
ALTER TABLE told_word ADD COLUMN issued_day {int};

-- Earlier dates of an item (src/store/item_dates.h). NULL or empty: they never changed.
ALTER TABLE item ADD COLUMN dates_before {text};
