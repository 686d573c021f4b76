"""Other names that people and systems give to a column: {key: names, with commas between}."""

ALSO = {
    "external_key": (
        "id, nummer, nr, zaaknummer, zaak id, kenmerk, sleutel, externe sleutel, "
        "registratienummer, volgnummer, respondent id, response id, key"
    ),
    "channel": (
        "kanaal, via, ontvangen via, ingekomen via, binnengekomen via, bron, soort post, channel"
    ),
    "received_on": (
        "ontvangen, ontvangstdatum, datum ontvangst, datum ontvangen, datum, ingekomen "
        "op, datum binnenkomst, binnengekomen op, ingediend op, datum indiening, "
        "tijdstempel, timestamp, submitted at, date, datum en tijd"
    ),
    "postmarked_on": "poststempel, datum poststempel, stempel, postdatum, gepost op, postmark",
    "first_received_on": "eerst ontvangen op, eerder ontvangen op, ontvangen elders, datum elders",
    "forwarded_by": "doorgestuurd door, doorgezonden door, afkomstig van, doorzender",
    "language": "taal, language",
    "text": (
        "tekst, reactie, zienswijze, inhoud, bericht, opmerking, opmerkingen, tekst van "
        "de reactie, uw reactie, inspraakreactie, toelichting, text, message"
    ),
    "kind": "soort indiener, type indiener, indiener type, soort, wie spreekt er",
    "name": "naam indiener, indiener, afzender, volledige naam, contactpersoon, name",
    "first_name": "voornaam, voorletters, roepnaam, initialen, first name",
    "infix": "tussenvoegsel, tussenvoegsels, voorvoegsel",
    "last_name": "achternaam, familienaam, last name, surname",
    "organisation": (
        "bedrijf, bedrijfsnaam, organisatie, naam organisatie, instelling, vereniging, "
        "company, organization"
    ),
    "street": (
        "straat, adres, straat en nummer, straatnaam, straat en huisnummer, adresregel 1, address"
    ),
    "house_number": "huisnummer, huisnr, house number",
    "house_addition": "toevoeging, huisnummertoevoeging, huisletter",
    "postcode": "postcode indiener, pc, zip, postal code",
    "city": "plaats, woonplaats, stad, plaatsnaam, gemeente, city",
    "country": "land, land indiener, country",
    "email": "email, e-mail, mail, emailadres, mailadres, e-mail indiener",
    "phone": "telefoon, tel, telefoonnummer, mobiel, mobiel nummer, gsm, phone",
    "reply_by": (
        "antwoord per, antwoorden per, wijze van antwoorden, beantwoorden per, voorkeur "
        "contact, contactvoorkeur, antwoord via"
    ),
    "letter_form": "vorm brief, leesvorm, grootletter, brief in grote letters",
    "name_may_be_published": (
        "naam mag openbaar, naam openbaar, naam publiceren, toestemming naam, naam mag "
        "worden gepubliceerd"
    ),
    "rep_name": "gemachtigde, naam gemachtigde, vertegenwoordiger, naam vertegenwoordiger",
    "rep_organisation": (
        "organisatie gemachtigde, kantoor gemachtigde, organisatie vertegenwoordiger"
    ),
    "rep_street": (
        "adres gemachtigde, straat gemachtigde, adres vertegenwoordiger, straat vertegenwoordiger"
    ),
    "rep_postcode": "postcode gemachtigde, postcode vertegenwoordiger",
    "rep_city": "plaats gemachtigde, woonplaats gemachtigde, plaats vertegenwoordiger",
    "rep_country": "land gemachtigde, land vertegenwoordiger",
    "rep_email": "e-mail gemachtigde, mail gemachtigde, e-mail vertegenwoordiger",
    "rep_phone": "telefoon gemachtigde, telefoon vertegenwoordiger",
    "signatories": (
        "medeondertekenaars, ondertekenaars, handtekeningen, mede-indieners, mede "
        "indieners, ook namens"
    ),
    "files": "bijlage, bestand, bestanden, bestandsnaam, bestandsnamen, files, attachments",
    "scan": "scans, scan van de brief, gescande brief, scanbestand",
    "authorisation": "machtiging bestand, volmacht, machtigingsbrief",
    "note": "notitie, aantekening, interne opmerking, opmerking intern, memo",
}
