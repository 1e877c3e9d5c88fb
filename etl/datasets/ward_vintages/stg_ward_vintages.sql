-- What joins by code range sees only the lines that count.
CREATE VIEW ward_vintage AS SELECT * FROM stg_ward_vintages WHERE fate = 'loaded';
