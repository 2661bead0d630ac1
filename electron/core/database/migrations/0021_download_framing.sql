-- How the server told where a downloaded file ends: 'length', 'chunked', or 'close' (it closed the connection, so that
-- its end cannot be known). Empty for downloads made before this was recorded.
ALTER TABLE capture_download ADD COLUMN framing TEXT NOT NULL DEFAULT '';
