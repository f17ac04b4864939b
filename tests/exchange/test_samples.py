"""Files that other programs made: everybody whom a careful reader finds comes in, and nothing else."""

# ruff: noqa: E501, ISC004 - a table of facts is read in whole lines

import csv
import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter

from refdesk.domain.incoming import DateKind, IncomingContact, Read
from refdesk.errors import BadFile
from refdesk.exchange import column_names, columns, csv_reader, files

SAMPLES = Path(os.environ.get("REFDESK_SAMPLES", ""))

pytestmark = pytest.mark.skipif(
    "REFDESK_SAMPLES" not in os.environ, reason="REFDESK_SAMPLES names no folder of samples"
)


@dataclass(frozen=True)
class Expected:
    """What a careful reader finds in a file; every fact stands as `person.what: value`."""

    people: int
    refused: tuple[int, ...] = ()
    facts: tuple[tuple[int, str, object], ...] = ()


def seen(contact: IncomingContact) -> dict[str, object]:
    """Return the facts of a person in the words of the table below."""
    return {
        "name": contact.name.full,
        "parts": (contact.name.prefix, contact.name.given, contact.name.middle, contact.name.family, contact.name.suffix),
        "nickname": contact.name.nickname,
        "company": contact.name.organisation,
        "title": contact.job_title,
        "department": contact.department,
        "profession": contact.profession,
        "phones": {point.value: point.label for point in contact.phones},
        "main phone": next((point.value for point in contact.phones if point.main), None),
        "emails": tuple(point.value for point in contact.emails),
        "main email": next((point.value for point in contact.emails if point.main), None),
        "sites": tuple(point.value for point in contact.sites),
        "addresses": tuple(
            (each.label, each.address.street, each.address.city, each.address.region, each.address.postcode, each.address.country)
            for each in contact.addresses
        ),
        "birthday": next((each.on.iso for each in contact.dates if each.kind is DateKind.BIRTHDAY), None),
        "anniversary": next((each.on.iso for each in contact.dates if each.kind is DateKind.ANNIVERSARY), None),
        "notes": contact.notes,
        "tags": contact.tags,
        "referred by": contact.referred_by,
        "links": tuple((link.label, link.name) for link in contact.links),
        "kept": contact.unmapped,
    }  # fmt: skip


MAX = ("Dr.", "Max", "Middle Name", "Mustermann", "jr.")
BIG_COMPANY = (
    "work",
    "Gartenallee\n2b\n3. OG\nBusiness Address PO Box",
    "Magdeburg",
    "Sachsen-Anhalt",
    "39104",
    "Germany",
)
US = "United States of America"

CSV = {
    "Google.csv": Expected(1, (), (
        (0, "parts", MAX), (0, "nickname", "Maxl"), (0, "company", "Firma"), (0, "title", "Position"),
        (0, "main email", "privat@folker-kinzel.de"),
        (0, "emails", (
            "ohneLabel@folker.de", "ohneLabel2@folker.de", "privat@folker-kinzel.de", "andere@folker-kinzel.de",
            "business@folker-kinzel.de", "business2@folker.de", "business 3@golker.de", "privat2@folker-kinzel.de",
            "privat2@folker.de", "privat3@folker.de", "andere2@folker.de",
        )),
        (0, "phones", {
            "Tel10": "Google Voice", "Other Phone": "other", "Tel9": "other", "Fax work": "work fax", "Handy": "mobile",
            "Pager": "pager", "Tel geschäftlich": "work", "Tel privat": "home", "Festnetz": "main", "Fax privat": "home fax",
        }),
        (0, "addresses", (
            ("work", "Eisenbahnstraße\n84\nPostfach", "Leipzig", "", "04315", "DE"),
            ("home", "Straße 42\nPostfach", "Ort", "", "PLZ", "DE"),
            ("other", "Prinzenstr. 2\nPostfach privat", "Berlin", "", "4567", "DE"),
        )),
        (0, "birthday", "1972-01-31"), (0, "anniversary", "2001-01-04"), (0, "tags", ("Importiert am 29.3.",)),
        (0, "links", (("spouse", "Petra"),)), (0, "sites", ("http://www.musterworks.de", "http://www.privat.de")),
        (0, "notes", "Kommentar ÄÄÄÄÄÄ ääääää ÖÖÖÖÖÖ öööööö ÜÜÜÜÜÜ üüüüüü ßßßßßß"),
    )),
    "GoogleCreatedOutlook.csv": Expected(1, (), (
        (0, "parts", MAX), (0, "birthday", "1972-01-31"), (0, "anniversary", "2001-01-04"), (0, "main phone", "Festnetz"),
        (0, "phones", {"Festnetz": "main", "Tel privat": "home", "Handy": "mobile", "Pager": "pager",
                       "Tel geschäftlich": "work", "Other Phone": "other"}),
        (0, "emails", ("privat@folker-kinzel.de", "andere@folker-kinzel.de", "business@folker-kinzel.de")),
        (0, "addresses", (
            ("home", "Straße 42\nPostfach", "Ort", "", "PLZ", "DE"),
            ("work", "Eisenbahnstraße\nPostfach", "Leipzig", "", "04315", "DE"),
            ("other", "Prinzenstr. 2\nPostfach privat", "Berlin", "", "4567", "DE"),
        )),
        (0, "tags", ("Importiert am 29.3.",)), (0, "links", (("spouse", "Petra"),)),
    )),
    "NoHeader.csv": Expected(0, (1, 2)),
    "Outlook365 Web.csv": Expected(1, (), (
        (0, "parts", ("Dr.", "Max", "Middle Name", "Mustermann", "Jr.")), (0, "nickname", "Maxl"), (0, "company", "Firma"),
        (0, "emails", ("privat@folker-kinzel.de", "business@folker-kinzel.de", "andere@folker-kinzel.de")),
        (0, "addresses", (
            ("work", "Firmenstraße", "Ort Firma", "Bundesland Firma", "PLZFirma", "Land Firma"),
            ("home", "Straße", "Ort", "Bundesland", "PLZ", "Land"),
            ("other", "Weitere Str. 2", "Weiterer Ort", "Weiteres Bundesland", "Weitere PLZ", "Neuland"),
        )),
        (0, "birthday", "1972-01-31"), (0, "anniversary", "2000-12-24"), (0, "department", "Führungsetage"),
    )),
    **{name: Expected(6, (), (
        (0, "parts", ("", "Anita", "", "Jorgensen", "")), (0, "phones", {"555-555-1212": "work"}), (0, "company", "Contoso"),
        (0, "birthday", "1981-01-20"), (0, "anniversary", "2005-06-03"), (0, "emails", ("Anita@contoso.com",)),
        (1, "name", "Anne-Mette Olesen"), (4, "emails", ("Shiori@contoso.com",)),
        (5, "parts", ("Dr.", "Max", "Peter", "Mustermann", "Jr.")), (5, "company", "Google"),
        (5, "emails", ("email@address.com", "email2@address.com", "email3@address.com")), (5, "birthday", "1984-06-05"),
        (5, "addresses", (
            BIG_COMPANY,
            ("home", "Kastanienstr.\n24\n5. OG\nHome Address PO Box", "Dresden", "Sachsen", "01067", "Dunkeldeutschland"),
            ("other", "Eichenweg\n76a\nEG\nOther Address PO Box", "Eisenach", "Thüringen", "99817", "Deutschland"),
        )),
        (5, "referred by", ("Referred By",)), (5, "profession", "Profession"),
    )) for name in ("Outlook365.csv", "Outlook365_DifferentColumnNames.csv")},
    "Outlook365_DifferentColumnNamesLessColumns.csv": Expected(6, (), (
        (0, "name", "Anita Jorgensen"), (5, "parts", ("Dr.", "Max", "Peter", "Mustermann", "Jr.")),
    )),
    "OutlookSample.csv": Expected(5, (), (
        (2, "name", "Dorena Paschke"), (2, "emails", ("DorenaP@contoso.com",)), (2, "phones", {"555-555-1212": "work"}),
        (0, "sites", ("http://www.microsoft.com/",)), (0, "birthday", "1981-01-20"),
    )),
    **{name: Expected(1, (), (
        (0, "parts", ("", "Max", "", "Mustermann", "")), (0, "nickname", "Maxl"), (0, "company", "Firma"),
        (0, "emails", ("privat@folker-kinzel.de", "business@folker-kinzel.de")),
        (0, "phones", {"Tel geschäftlich": "work", "Tel privat": "home", "Fax privat": "fax", "Pager": "pager",
                       "Handy": "mobile"}),
        (0, "addresses", (
            ("home", "Privatstr. 88\n2. Zeile", "Wohnort", "Sachsen-Anhalt", "06779", "BRD"),
            ("work", "Straße Work\nStr. Work 2. Zeile", "Ort", "Bundesland", "PLZ", "BRD"),
        )),
        (0, "notes", "Kommentar für Maxl"),
        (0, "birthday", None if "Invalid" in name else "1972-01-31"),
        (0, "kept", (("Shown as", "Dr. Max Middle Name Mustermann jr."),)
            + ((("Birthday", "1977-02-31"),) if "Invalid" in name else ())),
    )) for name in ("ThunderbirdAnsi.csv", "ThunderbirdUtf8.csv", "ThunderbirdUtf8EnglishColumnsInvalidBDay.csv")},
    "ThunderbirdUtf8UnknownAndLessColumnNames.csv": Expected(1, (), (
        (0, "parts", ("", "Max", "", "Mustermann", "")), (0, "nickname", "Maxl"),
    )),
    "WindowsLiveMail.csv": Expected(1, (), (
        (0, "parts", ("", "Max", "Middle Name", "Mustermann", "")), (0, "emails", ("privat@folker-kinzel.de",)),
        (0, "addresses", (
            ("home", "Straße 42", "Ort", "Sachsen-Anhalt", "PLZ", "DE"),
            ("work", "Eisenbahnstraße", "Leipzig", "Sachsen-Anhalt", "04315", "DE"),
        )),
        (0, "phones", {"Phone Home": "home", "Fax privat": "home fax", "Handy": "mobile", "Fax work": "work",
                       "Pager": "pager"}),
    )),
}  # fmt: skip

VCARD = {
    "csv-contacts-io/v2_1.vcf": Expected(1, (), (
        (0, "parts", ("Dr.", "Max", "Middle Name", "Mustermann", "")), (0, "company", "Firma"),
        (0, "phones", {"Tel geschäftlich": "work", "Tel privat": "home", "Handy": "mobile", "Other Phone": "",
                       "Pager": "pager", "0123/579": "work fax", "Fax privat": "home fax"}),
        (0, "addresses", (("work", "1\nFirmenstraße", "Ort Firma", "Bundesland Firma", "PLZFirma", "Land Firma"),
                          ("home", "Straße", "Ort", "Bundesland", "PLZ", "Land"))),
        (0, "anniversary", "2000-12-24"), (0, "main email", "privat@folker-kinzel.de"), (0, "department", "Führungsetage"),
    )),
    "csv-contacts-io/v3.vcf": Expected(2, (), (
        (0, "name", "Folker Kinzel"), (0, "emails", ("email1@wumms.de", "email2@folker-kinzel.de")),
        (0, "addresses", (("", "Berliner Str. 85", "Halle", "", "06789", "DE"),)), (0, "birthday", "1978-03-11"),
        (1, "company", "KMS Außenstelle"), (1, "emails", ("blablö@blub.com",)),
        (1, "phones", {"03443-303776": "home", "03443-333440": "home fax"}),
    )),
    "csv-contacts-io/v4.vcf": Expected(2, (), (
        (0, "name", "Gerda Möhrke"), (0, "phones", {"034441/ 2 22 67": "work", "034441/ 39 23 34": "fax"}),
        (1, "parts", ("Dr.", "Max", "Horst", "Mustermann", "jr.")), (1, "kept", (("Birthday", "19723101"),)),
        (1, "anniversary", "2019-07-07"), (1, "title", "Gröfaz"), (1, "profession", "Generalsekretär"),
    )),
    "vcard-ez-vcard/John_Doe_ANDROID.vcf": Expected(6, (), (
        (0, "emails", ("john.doe@company.com",)), (1, "emails", ("jane.doe@company.com",)), (2, "name", "Ñ Ñ Ñ Ñ"),
        (3, "phones", {"123456": "mobile", "234567": "home", "3456789": "mobile", "45678901": "home"}),
        (4, "parts", ("", "Ñ Ñ Ñ", "", "Ñ Ñ", "")), (4, "main email", "bob@company.com"), (5, "name", "ÑÑÑÑ"),
    )),
    "vcard-ez-vcard/John_Doe_BLACK_BERRY.vcf": Expected(1, (), (
        (0, "name", "john Doe"), (0, "company", "Acme Solutions"), (0, "phones", {"+96123456789": "mobile"}),
    )),
    "vcard-ez-vcard/John_Doe_EVOLUTION.vcf": Expected(1, (), (
        (0, "parts", ("Mr.", "John", "Richter, James", "Doe", "Sr.")), (0, "emails", ("john.doe@ibm.com",)),
        (0, "phones", {"905-666-1234": "mobile", "905-555-1234": "work"}), (0, "anniversary", "1980-03-22"),
        (0, "addresses", (("home", "15 Crescent moon drive\nASB-123", "Albaney", "New York", "12345", US),)),
        (0, "links", (("spouse", "Maria"), ("manager", "Big Blue"), ("assistant", "Little Red"))), (0, "tags", ("VIP",)),
    )),
    "vcard-ez-vcard/John_Doe_GMAIL.vcf": Expected(1, (), (
        (0, "parts", ("Mr.", "John", "Richter, James", "Doe", "Sr.")), (0, "sites", ("http://www.ibm.com",)),
        (0, "addresses", (("home", "Crescent moon drive\n555-asd\nNice Area, Albaney, New York 12345", "", "", "", US),)),
        (0, "birthday", "1980-03-22"), (0, "anniversary", "1975-03-01"), (0, "links", (("spouse", "Jenny"),)),
    )),
    "vcard-ez-vcard/John_Doe_IPHONE.vcf": Expected(1, (), (
        (0, "parts", ("Mr.", "John", "Richter James", "Doe", "Sr.")), (0, "main phone", "905-555-1234"),
        (0, "phones", {"905-555-1234": "mobile", "905-666-1234": "home", "905-777-1234": "work", "905-888-1234": "home fax",
                       "905-999-1234": "work fax", "905-111-1234": "pager", "905-222-1234": "assistant"}),
        (0, "addresses", (("home", "Silicon Alley 5,", "New York", "New York", "12345", US),
                          ("work", "Street4\nBuilding 6\nFloor 8", "New York", "", "12345", "USA"))),
        (0, "sites", ("http://www.ibm.com",)),
    )),
    "vcard-ez-vcard/John_Doe_LOTUS_NOTES.vcf": Expected(1, (), (
        (0, "parts", ("Mr.", "John", "Johny", "Doe", "I")), (0, "emails", ("john.doe@ibm.com", "billy_bob@gmail.com")),
        (0, "phones", {"+1 (212) 204-34456": "mobile", "00-1-212-555-7777": "work fax"}), (0, "birthday", "1980-05-21"),
        (0, "addresses", (("home", "25334\nSouth cresent drive, Building 5, 3rd floo r", "New York", "New York", "NYC887",
                           "U.S.A."),)),
    )),
    "vcard-ez-vcard/John_Doe_MAC_ADDRESS_BOOK.vcf": Expected(1, (), (
        (0, "parts", ("Mr.", "John", "Richter,James", "Doe", "Sr.")), (0, "main phone", "905-777-1234"),
        (0, "links", (("spouse", "Jenny"),)), (0, "birthday", "2012-06-06"), (0, "department", "Accounting"),
    )),
    "vcard-ez-vcard/John_Doe_MS_OUTLOOK.vcf": Expected(1, (), (
        (0, "parts", ("Mr.", "John", "Richter James", "Doe", "Sr.")), (0, "emails", ("john.doe@ibm.cm",)),
        (0, "phones", {"(905) 555-1234": "work", "(905) 666-1234": "home"}), (0, "anniversary", "2011-01-13"),
        (0, "addresses", (("work", "Cresent moon drive", "Albaney", "New York", "12345", US),
                          ("home", "Silicon Alley 5,", "New York", "New York", "12345", US))),
    )),
    "vcard-ez-vcard/fullcontact.vcf": Expected(1, (), (
        (0, "parts", ("Prefix", "FirstName", "MiddleName", "LastName", "Suffix")), (0, "birthday", "2016-08-01"),
        (0, "anniversary", "2016-08-02"), (0, "title", "Title1"), (0, "company", "Organization1"),
        (0, "emails", ("home@example.com", "work@example.com", "school@example.com", "other@example.com",
                       "custom@example.com")),
    )),
    "vcard-ez-vcard/gmail-list.vcf": Expected(3, (), (
        (0, "name", "Arnold Smith"), (1, "emails", ("chrisy55d@yahoo.com",)), (2, "name", "Doug White"),
    )),
    "vcard-ez-vcard/gmail-single.vcf": Expected(1, (), (
        (0, "name", "Greg Dartmouth"), (0, "phones", {"555 555 1111": "mobile", "555 555 2222": "GRAND_CENTRAL"}),
        (0, "addresses", (("home", "123 Home St", "Home City", "HM", "12345", ""),
                          ("CustomAdrType", "321 Custom St", "Custom City", "TX", "98765", "USA"))),
        (0, "anniversary", "1970-06-02"), (0, "sites", ("http://TheProfile.com",)),
    )),
    "vcard-ez-vcard/gmail-single2.vcf": Expected(1, (), (
        (0, "referred by", ("Name13",)), (0, "main email", "email@example.com"), (0, "birthday", "1912-06-23"),
        (0, "phones", {
            "5555551111": "", "5555551112": "home", "5555551113": "work", "5555551114": "", "5555551115": "mobile",
            "5555551116": "main", "5555551117": "home fax", "5555551118": "work fax", "5555551119": "GRAND_CENTRAL",
            "5555551120": "pager", "5555551121": "CustomePhoneCategory",
        }),
        (0, "addresses", tuple(
            (label, f"{number} Main St", "NY", "New York", "10011", "")
            for number, label in ((111, ""), (112, "home"), (113, "work"), (114, ""), (115, "CustomAddressCategory"))
        )),
    )),
    "vcard-ez-vcard/issue114.vcf": Expected(1, (), (
        (0, "name", "Dummy Dummy"), (0, "phones", {"+49 1234 56789": "mobile", "+49 9876 54321": "work"}),
        (0, "addresses", (("work", "BHG01\nDummy-Dummy-Strasse 1", "Bad Homburg", "", "61352", "Germany"),)),
    )),
    "vcard-ez-vcard/outlook-2003.vcf": Expected(1, (), (
        (0, "parts", ("Mr.", "John", "", "Doe", "III")), (0, "company", "Company, The"), (0, "emails", ("jdoe@hotmail.com",)),
        (0, "notes", "This is the note field!!\nSecond line\n\nThird line is empty"), (0, "birthday", "1980-03-21"),
        (0, "addresses", (("work", "TheOffice\n123 Main St", "Austin", "TX", "12345", US),)),
    )),
    "vcard-ez-vcard/outlook-2007.vcf": Expected(1, (), (
        (0, "parts", ("Mr.", "Michael", "", "Angstadt", "Jr.")), (0, "anniversary", "2012-08-01"),
        (0, "addresses", (("work", "TheOffice\n222 Broadway", "New York", "NY", "99999", "USA"),)),
        (0, "phones", {"(111) 555-1111": "work", "(111) 555-2222": "home", "(111) 555-4444": "mobile",
                       "(111) 555-3333": "work fax"}),
    )),
    "vcard-ez-vcard/rfc2426-example.vcf": Expected(2, (), (
        (0, "name", "Frank Dawson"), (0, "main email", "Frank_Dawson@Lotus.com"),
        (0, "addresses", (("work", "6544 Battleford Drive", "Raleigh", "NC", "27613-3502", "U.S.A."),)),
        (1, "name", "Tim Howes"),
        (1, "addresses", (("work", "501 E. Middlefield Rd.", "Mountain View", "CA", "94043", "U.S.A."),)),
    )),
    "vcard-ez-vcard/rfc6350-example.vcf": Expected(1, (), (
        (0, "parts", ("", "Simon", "", "Perreault", "ing. jr, M.Sc.")), (0, "birthday", "--02-03"),
        (0, "anniversary", "2009-08-08"), (0, "main phone", "+1-418-656-9254 ext. 102"),
        (0, "addresses", (("work", "Suite D2-630\n2875 Laurier", "Quebec", "QC", "G1V 2M2", "Canada"),)),
    )),
    "vcard-ez-vcard/thunderbird-MoreFunctionsForAddressBook-extension.vcf": Expected(1, (), (
        (0, "name", "John Doe"), (0, "tags", ("category1", "category2", "category3")), (0, "anniversary", "1990-04-30"),
        (0, "addresses", (("work", "222 Broadway\nSuite 100", "New York", "NY", "98765", "USA"),
                          ("home", "123 Main St\nApt 10", "Austin", "TX", "12345", "USA"))),
    )),
}  # fmt: skip

ANDROID = {
    "v21_adr_multiple_line": Expected(1, (), ((0, "addresses", (
        ("home", "Grindelberg 999", "Hamburg", "", "99999", "Deutschland"),
        ("home", "Hermann v. Brevern\n9999999\nPackstation 999", "Hamburg", "", "99999", "Deutschland"),
    )), (0, "birthday", "2008-12-03"))),
    "v21_android_custom_prop": Expected(0, (1,)),
    "v21_backslash": Expected(1, (), ((0, "parts", ("D", "A;B\\", "C\\;", "", ":E")),)),
    "v21_base64_no_2_crlf": Expected(1, (), ((0, "name", "name"), (0, "kept", (("Shown as", "fullname"),)))),
    "v21_blackberry_photo": Expected(1, (), ((0, "phones", {"+5555555": "work", "+5555556": "mobile"}),
                                             (0, "emails", ("forrestgump@walladalla.com",)))),
    "v21_complicated": Expected(1, (), (
        (0, "parts", ("Pos", "Forrest", "Hoge", "Gump", "Tao")), (0, "title", "Shrimp Man"), (0, "birthday", "1980-01-01"),
        (0, "company", "Gump Shrimp Co."), (0, "department", "Sales Dept.;Manager / Fish keeper"),
        (0, "phones", {"(111) 555-1212": "work", "(404) 555-1212": "home", "0311111111": "mobile", "0322222222": "",
                       "0333333333": ""}),
        (0, "addresses", (("work", "100 Waters Edge", "Baytown", "LA", "30314", US),
                          ("home", "42 Plantation St.", "Baytown", "LA", "30314", US))),
        (0, "notes", "The following note is the example from RFC 2045.\n\n"
                     "Now's the time for all folk to come to the aid of their country."),
    )),
    "v21_im": Expected(1, (), ((0, "nickname", "Nick"),)),
    "v21_invalid_comment_line": Expected(1, (), (
        (0, "name", "Conference Call"),
        (0, "notes", "This is an (sharp ->#<- sharp) example. This message must NOT be ignored."),
    )),
    "v21_invalid_multiple_line": Expected(1, (), ((0, "name", "Omega"), (0, "emails", ("omega@example.com",)))),
    "v21_japanese_1": Expected(1, (), ((0, "name", "安藤ロイド"), (0, "phones", {"0300000000": ""}))),
    "v21_japanese_2": Expected(1, (), (
        (0, "parts", ("", "ロイド1", "", "安藤", "")), (0, "notes", "メモ"),
        (0, "addresses", (("home", "東京都渋谷区桜丘町26-1セルリアンタワー6階", "", "", "150-8512", ""),)),
    )),
    "v21_japanese_3": Expected(1, (), ((0, "parts", ("", "圭一", "伊予", "伊能", "")),)),
    "v21_malformed_photo": Expected(1, (), ((0, "name", "name"),)),
    "v21_multiple_entry": Expected(3, (), (
        (0, "name", "安藤ロイド3"), (0, "phones", {"9": "NEC-SECRET", "10": "NEC-HOTEL", "11": "NEC-SCHOOL",
                                                   "12": "home fax"}),
        (1, "name", "安藤ロイド4"), (2, "name", "安藤ロイド5"),
        (2, "phones", {"17": "NEC-BOY", "18": "NEC-FRIEND", "19": "NEC-PHS", "20": "NEC-RESTAURANT"}),
    )),
    "v21_nest": Expected(3, (), ((0, "name", "nest1"), (1, "name", "nest2"), (2, "name", "parent"),
                                 (2, "phones", {"1": ""}))),
    "v21_org_before_title": Expected(1, (), ((0, "name", "Normal Guy"), (0, "company", "Company"),
                                             (0, "title", "Excellent Janitor"))),
    "v21_pref_handling": Expected(1, (), (
        (0, "name", "Smith"), (0, "main phone", "2"), (0, "main email", "test@example.com"), (0, "company", "Company"),
        (0, "kept", (("Company", "Mystery"), ("Title", "Blogger"), ("Company", "Poetry"), ("Title", "Poet"))),
    )),
    "v21_simple_1": Expected(1, (), ((0, "parts", ("", "Roid", "", "Ando", "")),)),
    "v21_simple_2": Expected(1, (), ((0, "name", "Ando Roid"),)),
    "v21_simple_3": Expected(1, (), ((0, "parts", ("", "Roid", "", "Ando", "")), (0, "kept", ()))),
    "v21_sip": Expected(1, (), ((0, "name", "Android"), (0, "phones", {}))),
    "v21_title_before_org": Expected(1, (), ((0, "title", "Cool Title"), (0, "company", "Marverous"))),
    "v21_winmo_65": Expected(1, (), ((0, "name", "Example"), (0, "anniversary", "2009-10-10"))),
    "v21_x_android_custom_after_photo": Expected(1, (), ((0, "birthday", "1975-08-20"), (0, "anniversary", "1999-07-10"))),
    "v21_x_param": Expected(1, (), (
        (0, "phones", {"1": "CuStoMpRop", "2": "custompropertywithoutx"}),
        (0, "emails", ("email@example.com", "email2@example.com")),
        (0, "addresses", (("custom", "street\npobox", "", "", "", ""),)),
    )),
    "v30_comma_separated": Expected(1, (), ((0, "parts", ("", "G", "M", "F", "")),
                                            (0, "phones", {"1": "COMMA,SEPARATED:INSIDE.DQUOTE"}))),
    "v30_ios_613_multiline": Expected(1, (), (
        (0, "name", "Bob Smith"), (0, "phones", {"(650) 555-1212": "mobile"}), (0, "emails", ("bob@smithauto.com",)),
        (0, "company", "Smith Auto Repair"), (0, "sites", ("www.smithauto.com",)),
    )),
    "v30_japanese": Expected(1, (), ((0, "parts", ("", "圭一", "伊予", "伊能", "")),)),
    "v30_multibyte_param": Expected(1, (), ((0, "phones", {"1": "费"}),)),
    "v30_pager": Expected(1, (), ((0, "phones", {"6101231234@pagersample.com": "pager"}),)),
    "v30_pause_wait": Expected(1, (), ((0, "name", "Wait Pause"), (0, "phones", {"p1234p5678w9": ""}))),
    "v30_simple": Expected(1, (), ((0, "name", "Roid And"), (0, "company", "Open"), (0, "phones", {"0300000000": ""}))),
    "v30_sip": Expected(1, (), ((0, "name", "Android"),)),
    "v40_sip": Expected(1, (), ((0, "name", "安藤 ロイド"), (0, "phones", {"1": "home"}))),
    "v40_sort_as": Expected(1, (), ((0, "parts", ("", "ロイド", "", "安藤", "")), (0, "company", "グーグル"))),
}  # fmt: skip

EVERY_FILE = (
    {f"csv-contacts-io/{name}": expected for name, expected in CSV.items()}
    | VCARD
    | {f"vcard-android/{name}.vcf": expected for name, expected in ANDROID.items()}
)


def check(rows: list[Read], expected: Expected) -> None:
    people = [row.contact for row in rows if row.contact is not None]
    assert len(people) == expected.people
    assert tuple(row.line for row in rows if row.contact is None) == expected.refused
    assert all(row.reason for row in rows if row.contact is None)
    for person, what, value in expected.facts:
        assert seen(people[person])[what] == value, f"{what} of person {person}"


@pytest.mark.parametrize("name", sorted(EVERY_FILE))
def test_everybody_in_the_file_comes_in(name: str) -> None:
    check(list(files.read(SAMPLES / name)), EVERY_FILE[name])


@pytest.mark.parametrize("name", sorted(EVERY_FILE))
@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"], ids=["crlf", "lf", "cr"])
def test_line_ends_make_no_difference(name: str, end: bytes, tmp_path: Path) -> None:
    copy = tmp_path / Path(name).name
    plain = (SAMPLES / name).read_bytes().replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n")
    copy.write_bytes(plain.replace(b"\n", end))

    check(list(files.read(copy)), EVERY_FILE[name])


def test_the_table_knows_every_sample() -> None:
    found = {
        path.relative_to(SAMPLES).as_posix()
        for folder in ("csv-contacts-io", "vcard-ez-vcard", "vcard-android")
        for path in (SAMPLES / folder).iterdir()
        if path.suffix in {".csv", ".vcf"}
    }
    assert found == set(EVERY_FILE)


def test_the_500_businesses_come_in_whole() -> None:
    path = SAMPLES / "size-us500" / "us-500.csv"
    rows = list(files.read(path))
    cells = [row for _line, row, _problem in csv_reader.records(path, "utf-8", ",")][1:]

    assert len(rows) == len(cells) == 500
    for row, (first, last, company, street, city, county, state, postcode, *phones, email, web) in zip(
        rows, cells, strict=True
    ):
        contact = row.contact
        assert contact is not None
        assert (contact.name.given, contact.name.family, contact.name.organisation) == (first, last, company)
        assert [point.value for point in contact.phones] == phones
        assert [point.value for point in (*contact.emails, *contact.sites)] == [email, web]
        assert seen(contact)["addresses"] == (("", street, city, state, postcode, ""),)
        assert contact.unmapped == (("county", county),)


SPECTRUM = (
    "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf", "quotes_and_newlines",
    "simple", "simple_crlf", "utf8",
)  # fmt: skip


@pytest.mark.parametrize("name", SPECTRUM)
@pytest.mark.parametrize("crlf", [False, True])
def test_csv_is_read_to_the_letter(name: str, crlf: bool, tmp_path: Path) -> None:
    written = (SAMPLES / "csv-spectrum" / "csvs" / f"{name}.csv").read_bytes().replace(b"\r\n", b"\n")
    path = tmp_path / "case.csv"
    path.write_bytes(written.replace(b"\n", b"\r\n") if crlf else written)
    expected = json.loads((SAMPLES / "csv-spectrum" / "json" / f"{name}.json").read_text(encoding="utf-8"))

    header, *rows = [cells for _line, cells, _problem in csv_reader.records(path, "utf-8", ",")]

    def unix(text: str) -> str:
        return text.replace("\r\n", "\n")

    assert [dict(zip(header, map(unix, row), strict=True)) for row in rows] == [
        {key: unix(value) for key, value in row.items()} for row in expected
    ]


def headers() -> list[tuple[str, list[str]]]:
    if "REFDESK_SAMPLES" not in os.environ:
        return []
    facts = json.loads((SAMPLES / "facts" / "csv_headers.json").read_text(encoding="utf-8"))
    return [(fact["id"], fact["columns"]) for fact in facts if fact["columns"]]


SOURCES = {
    "google_2024": "Google Contacts", "google_template_2024": "Google Contacts",
    "google_old": "Google Contacts (before 2024)", "google_outlook_csv": "Google Contacts (Outlook CSV)",
    "outlook_web": "Outlook on the web", "outlook_classic": "Outlook for Windows", "thunderbird": "Thunderbird",
    "linkedin": "LinkedIn", "mailchimp": "Mailchimp", "hubspot": "HubSpot", "square": "Square",
    "qbo_contact_list": "QuickBooks (contact list)", "qbo_customers_export": "QuickBooks",
    "qb_desktop": "QuickBooks Desktop", "shopify": "Shopify", "brevo": "Brevo", "stripe": "Stripe",
    "salesforce": "Salesforce",
}  # fmt: skip
PERSON = {
    columns.Field.GIVEN: "Ana", columns.Field.FAMILY: "Diaz", columns.Field.NAME: "Ana Diaz",
    columns.Field.EMAIL: "ana@x.com", columns.Field.PHONE: "504-621-8927", columns.Field.ORGANISATION: "Acme",
    columns.Field.CITY: "Austin", columns.Field.BIRTHDAY: "1980-03-12", columns.Field.REFERRED_BY: "Bo Lee",
    columns.Field.NOTES: "Met at the fair",
}  # fmt: skip


@pytest.mark.parametrize(("export", "names"), headers())
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_every_known_export_is_recognised_by_itself(export: str, names: list[str], suffix: str, tmp_path: Path) -> None:
    _source, targets = column_names.suggest(names)
    filled: set[columns.Field] = set()
    row = []
    for target, _certainty in targets:
        row.append("" if target.field in filled else PERSON.get(target.field, ""))
        filled.add(target.field)
    path = tmp_path / f"people{suffix}"
    if suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([["Notes:"], [], names, row])
    else:
        with xlsxwriter.Workbook(str(path), {"strings_to_urls": False}) as book:
            sheet = book.add_worksheet()
            sheet.write(0, 0, "Notes:")
            for number, cells in ((2, names), (3, row)):
                sheet.write_row(number, 0, cells)

    preview = files.preview(path)

    assert preview.mapping
    assert (preview.mapping.source, preview.mapping.header_line) == (SOURCES[export], 3)
    (person,) = preview.people
    assert (person.line, person.name.full) == (4, "Ana Diaz")
    assert [point.value for point in person.emails] == ["ana@x.com"]
    for field, values in (
        (columns.Field.PHONE, [point.value for point in person.phones]),
        (columns.Field.ORGANISATION, [person.name.organisation]),
        (columns.Field.CITY, [each.address.city for each in person.addresses]),
        (columns.Field.BIRTHDAY, [each.on.iso for each in person.dates]),
        (columns.Field.REFERRED_BY, list(person.referred_by)),
        (columns.Field.NOTES, [person.notes]),
    ):
        assert values == [PERSON[field]] or field not in filled


NOT_PEOPLE = {"qb_desktop": 19, "outlook_classic": 14, "google_outlook_csv": 14, "google_old": 9}
"""How many columns of an export say nothing about a person that RefDesk has a field for."""


@pytest.mark.parametrize(("export", "names"), headers())
def test_the_columns_of_known_programs_are_known(export: str, names: list[str]) -> None:
    source, found = column_names.suggest(names)

    notes = [
        name for name, (target, _certainty) in zip(names, found, strict=True) if target.field is columns.Field.NOTE
    ]
    assert source
    assert len(notes) <= NOT_PEOPLE.get(export, 6)
    assert column_names.header_at([["Some report"], [], names]) == 2
    fields = {target.field for target, _certainty in found}
    assert fields & {columns.Field.GIVEN, columns.Field.NAME, columns.Field.FAMILY}
    assert columns.Field.EMAIL in fields


def test_every_form_of_birthday_is_read(tmp_path: Path) -> None:
    with (SAMPLES / "facts" / "birthday_forms.csv").open(encoding="utf-8", newline="") as stream:
        forms = list(csv.DictReader(stream))
    path = tmp_path / "people.vcf"
    path.write_text(
        "".join(f"BEGIN:VCARD\nFN:Ana\n{form['vcard_line']}\nEND:VCARD\n" for form in forms), encoding="utf-8"
    )

    read = [row.contact.dates[0].on for row in files.read(path) if row.contact]

    assert [(str(on.year or ""), str(on.month), str(on.day)) for on in read] == [
        (form["year"], form["month"], form["day"]) for form in forms
    ]


def test_a_picture_beside_the_samples_is_refused_in_a_plain_sentence() -> None:
    with pytest.raises(BadFile, match="This is a picture"):
        files.preview(SAMPLES / "vcard-ez-vcard" / "gmail-single2.png")
