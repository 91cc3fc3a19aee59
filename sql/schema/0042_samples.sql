-- What stands under the header of a list that nobody could read, so that a person sees what its
-- columns are: a line for each text of the header, of up to three values, a tab between two. NULL:
-- the list came before values were kept.
ALTER TABLE unread_list ADD COLUMN samples {text};
