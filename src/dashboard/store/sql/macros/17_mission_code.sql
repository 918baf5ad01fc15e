-- The mission of the budget in what people write of mission and programme: "01.11", "1/11", "0111"
-- and "Missione 1 - Servizi istituzionali" are all 01. NULL where no such number comes first.
CREATE OR REPLACE MACRO mission_code(mission_programme) AS
    CASE
        WHEN regexp_matches(mission_programme, '^[^0-9]*[0-9]{4}([^0-9].*)?$')
            THEN regexp_replace(mission_programme, '^[^0-9]*([0-9]{2}).*$', '\1')
        WHEN regexp_matches(mission_programme, '^[^0-9]*[0-9]{2}([^0-9].*)?$')
            THEN regexp_replace(mission_programme, '^[^0-9]*([0-9]{2}).*$', '\1')
        WHEN regexp_matches(mission_programme, '^[^0-9]*[0-9]([^0-9].*)?$')
            THEN regexp_replace(mission_programme, '^[^0-9]*([0-9]).*$', '0\1')
    END;
