-- Which community each cell lies in.
SELECT id, community_id FROM cell
